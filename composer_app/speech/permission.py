"""The microphone's permission: asked for when it is first needed; who refused is told where to allow it."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMicrophonePermission, QObject, Qt

from composer_app.errors import RecordingError

_PERMISSION_REQUESTED_MESSAGE = "Allow Composer to use the microphone, then press the button again."
_PERMISSION_DENIED_MESSAGE = (
    "Composer may not use the microphone. Allow it {where}; until then, type what you feel."
)
# By `sys.platform`; on the others the system does not ask.
_SETTINGS_LOCATIONS = {
    "darwin": "in System Settings, Privacy & Security, Microphone, then start Composer again",
    "win32": "in Settings, Privacy & security, Microphone: switch on “Let desktop apps access your microphone”",
}
_OTHER_SETTINGS_LOCATION = "in the system's privacy settings, then start Composer again"


class PermissionHost(Protocol):
    """Who gives permissions: a `QCoreApplication`."""

    def checkPermission(self, permission: QMicrophonePermission) -> Qt.PermissionStatus:  # noqa: N802
        """What was decided."""

    def requestPermission(  # noqa: N802
        self,
        permission: QMicrophonePermission,
        context: QObject,
        functor: Callable[[QMicrophonePermission], None],
    ) -> None:
        """Ask the person, and call back once they have answered."""


def denied_message(platform: str = sys.platform) -> str:
    """What to tell a person whose system keeps the microphone from the program: where it is allowed."""
    return _PERMISSION_DENIED_MESSAGE.format(
        where=_SETTINGS_LOCATIONS.get(platform, _OTHER_SETTINGS_LOCATION)
    )


def request_permission(host: PermissionHost, context: QObject, on_denied: Callable[[str], None]) -> None:
    """Have the system ask for the microphone, if it guards it and has not asked yet.

    Args:
        host: The application.
        context: For as long as it lives, the answer is waited for.
        on_denied: Told where to allow it, should the person refuse.

    Raises:
        RecordingError: It is not allowed, or not yet.
    """
    permission = QMicrophonePermission()
    status = host.checkPermission(permission)
    if status == Qt.PermissionStatus.Denied:
        raise RecordingError(denied_message())
    if status == Qt.PermissionStatus.Undetermined:
        host.requestPermission(permission, context, lambda _: _on_answer(host, on_denied))
        raise RecordingError(_PERMISSION_REQUESTED_MESSAGE)


def _on_answer(host: PermissionHost, on_denied: Callable[[str], None]) -> None:
    """The person has answered."""
    if host.checkPermission(QMicrophonePermission()) == Qt.PermissionStatus.Denied:
        on_denied(denied_message())
