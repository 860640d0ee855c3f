"""The microphone's permission: asked for when it is first needed; who refused is told where to allow it."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMicrophonePermission, QObject, Qt

from composer_app.errors import RecordingError

_ASKED = "Allow Composer to use the microphone, then press the button again."
_REFUSED = "Composer may not use the microphone. Allow it {where}; until then, type what you feel."
# By `sys.platform`; on the others the system does not ask.
_WHERE = {
    "darwin": "in System Settings, Privacy & Security, Microphone, then start Composer again",
    "win32": "in Settings, Privacy & security, Microphone: switch on “Let desktop apps access your microphone”",
}
_ELSEWHERE = "in the system's privacy settings, then start Composer again"


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


def refused(platform: str = sys.platform) -> str:
    """What to tell a person whose system keeps the microphone from the program: where it is allowed."""
    return _REFUSED.format(where=_WHERE.get(platform, _ELSEWHERE))


def ask(guard: PermissionHost, context: QObject, fail: Callable[[str], None]) -> None:
    """Have the system ask for the microphone, if it guards it and has not asked yet.

    Args:
        guard: The application.
        context: For as long as it lives, the answer is waited for.
        fail: Told where to allow it, should the person refuse.

    Raises:
        RecordingError: It is not allowed, or not yet.
    """
    permission = QMicrophonePermission()
    status = guard.checkPermission(permission)
    if status == Qt.PermissionStatus.Denied:
        raise RecordingError(refused())
    if status == Qt.PermissionStatus.Undetermined:
        guard.requestPermission(permission, context, lambda _: _heed(guard, fail))
        raise RecordingError(_ASKED)


def _heed(guard: PermissionHost, fail: Callable[[str], None]) -> None:
    """The person has answered."""
    if guard.checkPermission(QMicrophonePermission()) == Qt.PermissionStatus.Denied:
        fail(refused())
