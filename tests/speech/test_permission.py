"""The microphone's permission, on a guard that decides as the test says; Linux has none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMicrophonePermission, QObject, Qt

from composer_app.errors import RecordingError
from composer_app.speech.permission import denied_message, request_permission

_Status = Qt.PermissionStatus


class Guard:
    """A system that asks, and remembers whom."""

    def __init__(self, status: _Status) -> None:
        self.status = status
        self.asked: list[Callable[[QMicrophonePermission], None]] = []

    def checkPermission(self, permission: QMicrophonePermission) -> _Status:  # noqa: N802
        assert isinstance(permission, QMicrophonePermission)
        return self.status

    def requestPermission(  # noqa: N802
        self,
        permission: QMicrophonePermission,
        context: QObject,  # noqa: ARG002
        functor: Callable[[QMicrophonePermission], None],
    ) -> None:
        assert isinstance(permission, QMicrophonePermission)
        self.asked.append(functor)

    def answer(self, status: _Status) -> None:
        self.status = status
        self.asked[0](QMicrophonePermission())


def test_what_is_allowed_is_not_asked_for() -> None:
    guard, told = Guard(_Status.Granted), list[str]()
    request_permission(guard, QObject(), told.append)
    assert not guard.asked
    assert not told


def test_the_system_asks_when_it_is_first_needed() -> None:
    guard, told = Guard(_Status.Undetermined), list[str]()
    with pytest.raises(RecordingError, match="Allow Composer to use the microphone, then press"):
        request_permission(guard, QObject(), told.append)
    guard.answer(_Status.Granted)
    assert not told
    request_permission(guard, QObject(), told.append)
    assert len(guard.asked) == 1


def test_who_refuses_is_told_where_to_allow_it_at_once_and_each_time() -> None:
    guard, told = Guard(_Status.Undetermined), list[str]()
    with pytest.raises(RecordingError):
        request_permission(guard, QObject(), told.append)
    guard.answer(_Status.Denied)
    assert told == [denied_message()]
    with pytest.raises(RecordingError) as error:
        request_permission(guard, QObject(), told.append)
    assert str(error.value) == denied_message()


@pytest.mark.parametrize(
    ("platform", "where"),
    [
        ("darwin", "System Settings, Privacy & Security, Microphone"),
        ("win32", "Let desktop apps access your microphone"),
        ("linux", "privacy settings"),
    ],
)
def test_each_platform_has_its_own_place_to_allow_it(platform: str, where: str) -> None:
    assert where in denied_message(platform)
    assert "type what you feel" in denied_message(platform)
