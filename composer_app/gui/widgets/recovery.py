"""What the user can do after each kind of error, as buttons of the message bar."""

from enum import Enum

from composer_app.errors import (
    ComposerError,
    EngineError,
    FileError,
    MidiError,
    RecordingError,
    RequestError,
    SoundError,
    SpeechError,
)


class RecoveryAction(Enum):
    """An action offered after an error; the value is the text of its button."""

    CHOOSE_MICROPHONE = "Choose a microphone…"
    TYPE_INSTEAD = "Write it instead"
    OPEN_SETTINGS = "Settings…"
    RETRY = "Try again"
    USE_BUILT_IN_SOUND = "Use the built-in sound"
    SAVE_ELSEWHERE = "Save it elsewhere…"
    MY_MUSIC = "My music…"


# The first row whose class matches applies; an error in no row offers no action.
_RECOVERY_ACTIONS: tuple[tuple[type[ComposerError], tuple[RecoveryAction, ...]], ...] = (
    (RecordingError, (RecoveryAction.CHOOSE_MICROPHONE, RecoveryAction.TYPE_INSTEAD)),
    (SpeechError, (RecoveryAction.RETRY, RecoveryAction.OPEN_SETTINGS, RecoveryAction.TYPE_INSTEAD)),
    (RequestError, (RecoveryAction.TYPE_INSTEAD,)),
    (MidiError, (RecoveryAction.USE_BUILT_IN_SOUND,)),
    (SoundError, (RecoveryAction.OPEN_SETTINGS,)),
    (FileError, (RecoveryAction.SAVE_ELSEWHERE,)),
    (EngineError, (RecoveryAction.RETRY,)),
)


def recovery_actions_for(error: ComposerError) -> tuple[RecoveryAction, ...]:
    """Return the actions to offer after an error."""
    return next((actions for kind, actions in _RECOVERY_ACTIONS if isinstance(error, kind)), ())
