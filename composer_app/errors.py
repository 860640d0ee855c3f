"""The errors that are shown to the user, by what the user can do about them.

    ComposerError
      RequestError     rephrase the request
      EditError        change another chord, or this one in another way
      RecordingError   check the microphone, or choose another recording
      SpeechError      speak again, or get the speech model
      ModelError       a shipped file is missing or damaged: install again
      CorpusError      choose other music for the training
      MidiError        connect or start the synthesizer
      SoundError       check the loudspeaker
      FileError        choose another place to save
      SettingsError    repair or remove the settings file
      EngineError      try again; the engine process was restarted

The text of an error is the sentence that the user reads: what happened, and what to do now. The exception of a
library is chained to it (`from error`) for the log.
"""


class ComposerError(Exception):
    """An error whose text is a sentence for the user."""


class RequestError(ComposerError):
    """A request cannot be fulfilled."""


class EditError(ComposerError):
    """A chord cannot be changed in this way."""


class RecordingError(ComposerError):
    """There is no usable recording."""


class SpeechError(ComposerError):
    """Speech cannot be transcribed."""


class ModelError(ComposerError):
    """A file that ships with the program is missing or damaged."""


class CorpusError(ComposerError):
    """There is no music to train on."""


class MidiError(ComposerError):
    """MIDI cannot be sent."""


class SoundError(ComposerError):
    """The built-in sound cannot be played."""


class FileError(ComposerError):
    """A file cannot be written or read."""


class SettingsError(ComposerError):
    """The settings file cannot be used."""


class EngineError(ComposerError):
    """The engine process has ended."""
