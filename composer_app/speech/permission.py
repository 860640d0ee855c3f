"""Microphone permission: requested on first use; if it is denied, the user is told how to allow it."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMicrophonePermission, QObject, Qt

from composer_app.errors import RecordingError

_PERMISSION_REQUESTED_MESSAGE = "Allow Composer to use the microphone, then press the button again."
_PERMISSION_DENIED_MESSAGE = (
    "Composer may not use the microphone. Allow it {where}; until then, type what you feel."
)
# By `sys.platform`; other systems need no permission.
_SETTINGS_LOCATIONS = {
    "darwin": "in System Settings, Privacy & Security, Microphone, then start Composer again",
    "win32": "in Settings, Privacy & security, Microphone: switch on “Let desktop apps access your microphone”",
}
_OTHER_SETTINGS_LOCATION = "in the system's privacy settings, then start Composer again"


class PermissionHost(Protocol):
    """An object that checks and requests permissions: a `QCoreApplication`."""

    def checkPermission(self, permission: QMicrophonePermission) -> Qt.PermissionStatus:  # noqa: N802
        """Return the current decision."""

    def requestPermission(  # noqa: N802
        self,
        permission: QMicrophonePermission,
        context: QObject,
        functor: Callable[[QMicrophonePermission], None],
    ) -> None:
        """Ask the user, and call back with the answer."""


def denied_message(platform: str = sys.platform) -> str:
    """Return the message for a user whose system denies the microphone, with the setting that allows it."""
    return _PERMISSION_DENIED_MESSAGE.format(
        where=_SETTINGS_LOCATIONS.get(platform, _OTHER_SETTINGS_LOCATION)
    )


def request_permission(host: PermissionHost, context: QObject, on_denied: Callable[[str], None]) -> None:
    """Request permission for the microphone, if the system needs it and has not asked yet.

    Args:
        host: The application.
        context: The answer is ignored once this object is deleted.
        on_denied: Called with the message for the user, if the user refuses.

    Raises:
        RecordingError: If permission is denied, or not given yet.
    """
    permission = QMicrophonePermission()
    status = host.checkPermission(permission)
    if status == Qt.PermissionStatus.Denied:
        raise RecordingError(denied_message())
    if status == Qt.PermissionStatus.Undetermined:
        host.requestPermission(permission, context, lambda _: _on_answer(host, on_denied))
        raise RecordingError(_PERMISSION_REQUESTED_MESSAGE)


def _on_answer(host: PermissionHost, on_denied: Callable[[str], None]) -> None:
    """Handle the user's answer."""
    if host.checkPermission(QMicrophonePermission()) == Qt.PermissionStatus.Denied:
        on_denied(denied_message())
