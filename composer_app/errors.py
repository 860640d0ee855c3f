"""Every failure that a person can be shown, as one tree, by what that person can do about it.

    ComposerError
      RequestError     say it another way
      EditError        change another chord, or this one in another way
      RecordingError   check the microphone, or choose another recording
      SpeechError      speak again, or get the speech model
      ModelError       a shipped file is missing or damaged: install again
      CorpusError      point the training at other music
      MidiError        connect or start the synthesizer
      SoundError       check the loudspeaker
      FileError        choose another place to save
      SettingsError    mend or remove the settings file
      EngineError      try again; the composer behind the window was restarted

The text of each is the sentence that the person reads: what happened, and what to do now. A library's own
exception is chained to it (`from error`) for the log.
"""


class ComposerError(Exception):
    """A failure whose text is a sentence for the person at the screen."""


class RequestError(ComposerError):
    """Nothing can be made of what was asked."""


class EditError(ComposerError):
    """A chord cannot be changed in this way."""


class RecordingError(ComposerError):
    """There is no usable recording."""


class SpeechError(ComposerError):
    """Speech cannot be turned into words."""


class ModelError(ComposerError):
    """A file that ships with the program is missing or damaged."""


class CorpusError(ComposerError):
    """There is no music to learn from."""


class MidiError(ComposerError):
    """MIDI cannot be sent."""


class SoundError(ComposerError):
    """Nothing can be heard from the built-in sound."""


class FileError(ComposerError):
    """A file cannot be written or read."""


class SettingsError(ComposerError):
    """The settings file cannot be used."""


class EngineError(ComposerError):
    """The process that composes has gone."""
