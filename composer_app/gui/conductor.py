"""What happens when: joins the panels to the engine, the microphone, the sound and the takes."""

import logging
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from composer_app.composer import Composition
from composer_app.engine.messages import Composed
from composer_app.errors import ComposerError, FileError
from composer_app.gui.devices import Devices
from composer_app.gui.dictation import Dictation
from composer_app.gui.failure import Way, ways_on
from composer_app.gui.history import Entry, History
from composer_app.gui.keeper import Keeper
from composer_app.gui.last_recording import LastRecording
from composer_app.gui.menu import Item, fill
from composer_app.gui.phrases import reading
from composer_app.gui.playback import Playback
from composer_app.gui.preferences import Preferences
from composer_app.gui.replies import Replies
from composer_app.gui.shaping import Shaping
from composer_app.gui.window import MainWindow
from composer_app.gui.workflow import Workflow, random_seed, with_emotion
from composer_app.library.shelf import Shelf
from composer_app.music.constraints import Constraints
from composer_app.music.performance import Performance
from composer_app.paths import Folders
from composer_app.request.emotion import Mood, emotions
from composer_app.request.request import Request
from composer_app.request.turn import Act
from composer_app.settings import Settings
from composer_app.sound.synth import Audio
from composer_app.speech.recording import Recording, Transcript

logger = logging.getLogger(__name__)

_NO_MOOD = Mood((), 0.0, 0.0)


class Conductor(QObject):
    """Keeps a window, and all that stands behind it, in step."""

    def __init__(
        self, window: MainWindow, devices: Devices, folders: Folders, seeds: Callable[[], int] = random_seed
    ) -> None:
        super().__init__(window)
        self._window, self._devices, self._folders = window, devices, folders
        self._preferences = Preferences(folders, self)
        self._transcript: Transcript | None = None
        self._asked: Request | None = None
        self._ready = False
        self.history = History()
        self._last_recording = LastRecording(folders.recording, self.fail)
        self.workflow = Workflow(devices.engine, self._settings.weights, seeds, self)
        self._recorder = devices.recorder()
        self.dictation = Dictation(self._recorder, self)
        self.playback = Playback(window, devices, self.history, self._preferences)
        self.jukebox = self.playback.jukebox
        self.shaping = Shaping(window, self.workflow, self.history, self._begin)
        self._keeper = Keeper(window, self.history)
        orders: dict[Act, Callable[[int], object]] = {
            Act.PLAY: lambda _: self._order(self.playback.play),
            Act.STOP: lambda _: self._order(self.jukebox.stop),
            Act.SAVE: lambda _: self._order(self._keeper.save_midi),
            Act.BACK: lambda takes: self._order(self._back, takes),
            Act.ANOTHER: lambda _: self._order(self._another),
        }
        self._replies = Replies(window, self.history, self.workflow, self.shaping, self._show_request, orders)
        self._keeper.failed.connect(self.fail)
        self._keeper.sound_wanted.connect(self._render)
        self._connect_work()
        self._connect_window()
        fill(window, self._menu())
        self._open()

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._folders.takes)

    @property
    def _settings(self) -> Settings:
        return self._preferences.now

    def fail(self, error: ComposerError) -> None:
        """Say what went wrong, and what can be done now."""
        logger.info("Told the person: %s", error, exc_info=error)
        ways = (way for way in ways_on(error) if self.history.shown or way is not Way.SAVE_ELSEWHERE)
        self._window.notice.say(str(error), ways)
        self._rest()

    def close(self) -> None:
        """Fall silent and let go of everything."""
        self.dictation.cancel()
        self.playback.close()
        self.workflow.close()

    # What is heard and read

    def _type(self, text: str) -> None:
        """Compose what was typed, or what was said and perhaps mended."""
        if not (self._transcript and self._transcript.text == text):
            self._transcript = Transcript(text, "", text)
        self._begin(self.tr("Understanding"))
        self.workflow.read(self._transcript)

    def _hear(self, recording: Recording) -> None:
        """Keep what was said until the next time, and compose it."""
        self._last_recording.keep(recording)
        self._transcribe(recording)

    def _hear_again(self) -> None:
        """Compose the last recording once more."""
        if recording := self._last_recording.find():
            self._transcribe(recording)

    def _transcribe(self, recording: Recording) -> None:
        self._begin(self.tr("Listening to what you said"))
        self.workflow.hear(recording, self._settings.language)

    def _show_transcript(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._window.speak.show_text(transcript.text, reading(transcript))

    def _show_request(self, request: Request) -> None:
        self._asked = request
        self._window.mood.show_request(request)

    def _order(self, act: Callable[..., object], *given: object) -> None:
        """Do at once what a sentence orders."""
        self._rest()
        act(*given)

    def _mean(self, name: str) -> None:
        """A person says which feeling was meant."""
        asked = self._asked or Request(self._window.speak.text or name, "en", name, _NO_MOOD)
        self._show_request(with_emotion(asked, emotions()[name]))
        assert self._asked
        self._begin(self.tr("Finding the harmony"))
        self.workflow.compose(self._asked)

    def _another(self) -> None:
        """Another take of what is shown."""
        if shown := self.history.shown:
            self._begin(self.tr("Finding the harmony"))
            self.workflow.compose(shown.asked)

    def _wish(self, wishes: Constraints) -> None:
        """The controls fix something: the same take with it, if there is one."""
        self.workflow.wishes = wishes
        if shown := self.history.shown:
            self._begin(self.tr("Finding the harmony"))
            self.workflow.compose(shown.asked, shown.composition.seed)

    def _begin(self, stage: str) -> None:
        self._window.notice.hide()
        self._keeper.wait_no_longer()
        self._window.progress.wait(f"{stage}…" if self._ready else self.tr("Getting ready…"))

    # Takes

    def _take(self, composed: Composed) -> None:
        """A new take: keep it, show it, sound it."""
        composition = composed.composition
        self._rest()
        midi, trouble = self._keep(composition)
        self.history.add(Entry(composition, self._asked or composition.request, midi, composed.audio))
        self._window.takes.add(composition)
        self._show_entry()
        self.playback.follow()
        if self._window.speak.field.hasFocus():
            self._window.transport.play.setFocus()  # so that the space bar stops and plays
        if trouble:
            self.fail(trouble)

    def _keep(self, composition: Composition) -> tuple[Path | None, FileError | None]:
        """Put a take on the shelf; its file, or why there is none."""
        try:
            return self._shelf.keep(composition).file, None
        except FileError as error:
            return None, error

    def _go(self, number: int) -> None:
        """Go back to a take, and sound it."""
        if number != self.history.number:
            self.history.go(number)
            self._show_entry()
            self.playback.play()

    def _back(self, takes: int = 1) -> None:
        """Go back so many takes, or to the first, and sound it."""
        if [entry for _ in range(takes) if (entry := self.history.back())]:
            self._window.takes.show_chosen(self.history.number)
            self._show_entry()
            self.playback.play()

    def _show_entry(self) -> None:
        entry = self.history.shown
        assert entry
        self.workflow.cancel()
        self._asked = entry.asked
        self._replies.heed_shown()
        window = self._window
        window.score.show_take(entry.composition)
        self.shaping.show(entry.composition)
        window.mood.show_request(entry.asked)
        if entry.asked.text != window.speak.text:
            window.speak.show_text(entry.asked.text)
        window.speak.hide_examples()
        window.takes.show_file_of(entry.midi, there=True)
        window.transport.show_tempo(entry.composition.performance.tempo)

    # Sound

    def _render(self, performance: Performance) -> None:
        self._begin(self.tr("Rendering the sound"))
        self.workflow.render(performance)

    def _have_sound(self, audio: Audio) -> None:
        self._rest()
        self.history.keep_sound(audio)
        if not self._keeper.take_sound(audio):
            self.playback.play()

    # Talking

    def _talk(self) -> None:
        """Listen; what sounds would be heard by the microphone, too."""
        self.jukebox.stop()
        self.workflow.cancel()
        self._window.notice.hide()
        self.dictation.begin(self._settings.microphone, self._settings.channel)

    def _talk_key(self, down: bool) -> None:
        if down:
            self._talk()
        else:
            self.dictation.end()

    def _listen(self) -> None:
        self._window.speak.show_recording(True)
        self._window.progress.wait(self.tr("Listening… Esc stops without sending."), cancellable=True)

    def _cancel(self) -> None:
        """Esc: stop the nearest thing."""
        if self.dictation.recording:
            self.dictation.set_aside()
        elif self.workflow.busy:
            self.workflow.cancel()
        elif self._window.notice.text:
            self._window.notice.hide()
        else:
            self.jukebox.stop()

    def _set_aside(self, recording: Recording) -> None:
        self._last_recording.keep(recording)
        self._window.progress.rest(
            self.tr("Not sent. The recording is kept: Menu, “Use the last recording again”.")
        )

    # Settings, failures, the rest

    def _choose_settings(self) -> None:
        self.jukebox.stop()
        self.dictation.cancel()
        self._preferences.choose(self._devices, self._recorder, self._window)

    def _heed_settings(self, before: Settings) -> None:
        self.playback.heed_settings()
        if self._settings.weights != before.weights:
            self._ready = False
            self.workflow.restart(self._settings.weights)
            self._rest()

    def _go_on(self, way: Way) -> None:
        """A person takes a way on from a failure."""
        {
            Way.MICROPHONE: self._choose_settings,
            Way.SETTINGS: self._choose_settings,
            Way.WRITE: self._window.speak.field.setFocus,
            Way.AGAIN: self._try_again,
            Way.BUILT_IN: self.playback.use_built_in,
            Way.SAVE_ELSEWHERE: self._keeper.save_again,
        }[way]()

    def _try_again(self) -> None:
        self.workflow.retry()
        if self.workflow.busy:
            self._begin(self.tr("Trying again"))

    def _rest(self) -> None:
        """Nothing is under way."""
        if not self.workflow.busy:
            ready = (
                self.tr("Ready") if self._ready else self.tr("Getting ready… you can speak or write already.")
            )
            self._window.progress.rest(ready)

    def _become_ready(self) -> None:
        self._ready = True
        self._rest()

    def _engine_died(self, error: ComposerError) -> None:
        self._ready = False
        self.fail(error)

    def _open(self) -> None:
        self._rest()
        if self._preferences.trouble:
            self.fail(self._preferences.trouble)
        self.playback.open()

    def _remember(self) -> None:
        """List the takes of earlier sittings."""
        for take in reversed(self._shelf.takes()):
            self.history.restore(Entry(take.composition, take.composition.request, take.file))
            self._window.takes.add(take.composition, choose=False)
        if len(self.history):
            self._window.speak.hide_examples()

    def _connect_work(self) -> None:
        workflow, dictation, speak = self.workflow, self.dictation, self._window.speak
        workflow.ready.connect(self._become_ready)
        workflow.progressed.connect(self._window.progress.show_progress)
        workflow.transcribed.connect(self._show_transcript)
        workflow.understood.connect(self._show_request)
        workflow.answered.connect(self._replies.answer)
        workflow.composed.connect(self._take)
        workflow.rendered.connect(self._have_sound)
        workflow.failed.connect(self.fail)
        workflow.died.connect(self._engine_died)
        workflow.stopped.connect(self._rest)
        workflow.stopped.connect(self._keeper.wait_no_longer)
        self._preferences.changed.connect(self._heed_settings)
        self._preferences.failed.connect(self.fail)
        self.jukebox.failed.connect(self.fail)
        self.playback.sound_wanted.connect(self._render)
        dictation.began.connect(self._listen)
        dictation.ended.connect(lambda: speak.show_recording(False))
        dictation.ended.connect(self._rest)
        dictation.level.connect(speak.show_level)
        dictation.heard.connect(self._hear)
        dictation.set_by.connect(self._set_aside)
        dictation.failed.connect(self.fail)

    def _connect_window(self) -> None:
        window, transport = self._window, self._window.transport
        window.painted.connect(self.workflow.start)
        window.painted.connect(self._remember)
        window.talk_key.connect(self._talk_key)
        window.pressed.connect(self._press)
        window.closed.connect(self.close)
        window.speak.talk_began.connect(self._talk)
        window.speak.talk_ended.connect(self.dictation.end)
        window.speak.typed.connect(self._type)
        window.mood.chosen.connect(self._mean)
        window.takes.chosen.connect(self._go)
        window.takes.save_midi.connect(self._keeper.save_midi)
        window.takes.save_audio.connect(self._keeper.save_audio)
        window.notice.taken.connect(self._go_on)
        window.progress.cancel.connect(self._cancel)
        transport.another.connect(self._another)
        transport.wishes_changed.connect(self._wish)

    def _press(self, key: int) -> None:
        """Keys that no control wanted."""
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.playback.play_or_stop,
            Qt.Key.Key_N: self._another,
            Qt.Key.Key_R: self.shaping.redo,
            Qt.Key.Key_L: self._window.transport.loop.toggle,
            Qt.Key.Key_Escape: self._cancel,
        }
        if action := keys.get(key):
            action()

    def _menu(self) -> tuple[Item | None, ...]:
        """What the menu holds, besides what has a control of its own."""
        keeper, tr = self._keeper, self.tr
        return (
            Item(tr("&Write a request"), self._window.speak.field.setFocus, ("Ctrl+L",)),
            Item(tr("Use the last &recording again"), self._hear_again, ("Ctrl+R",)),
            None,
            Item(tr("&Another one"), self._another, ("Ctrl+N",)),
            Item(tr("&Find others for the chords that are not kept"), self.shaping.redo),
            Item(tr("Go &back one take"), partial(self._back, 1), ("Ctrl+Z", "Alt+Left")),
            Item(tr("&Copy the chords as text"), keeper.copy_chords),
            Item(tr("&Save MIDI…"), keeper.save_midi, ("Ctrl+S",)),
            Item(tr("Save a&udio…"), keeper.save_audio, ("Ctrl+Shift+S",)),
            None,
            Item(tr("S&ettings…"), self._choose_settings, ("Ctrl+,",)),
            Item(tr("Show the &log"), lambda: keeper.show_folder(self._folders.log)),
            Item(tr("A&bout Composer"), keeper.show_about),
            None,
            Item(tr("&Quit"), self._window.close, ("Ctrl+Q",)),
        )
