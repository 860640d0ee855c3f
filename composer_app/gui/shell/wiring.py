"""The signals between the rooms of the window, one connection per line.

Signals are grouped by the room that emits them. The receivers of a signal are called in the order of the lines.
`scripts/signal_picture.py` draws the connections from this module in `docs/architecture.md`.
"""

from composer_app.gui.shell.actions import AppActions
from composer_app.gui.shell.controllers import Controllers
from composer_app.gui.shell.main_window import MainWindow


def connect_rooms(window: MainWindow, controllers: Controllers, actions: AppActions) -> None:
    """Connect the signals of all rooms."""
    _connect_shell(window, controllers, actions)
    _connect_input(window, controllers)
    _connect_mood(window, controllers)
    _connect_score(window, controllers)
    _connect_takes(window, controllers, actions)
    _connect_playback(window, controllers)
    _connect_engine(window, controllers, actions)
    _connect_services(window, controllers, actions)


def _connect_shell(window: MainWindow, controllers: Controllers, actions: AppActions) -> None:
    window.first_painted.connect(controllers.session.start)
    window.first_painted.connect(controllers.playback.start_port_polling)
    window.first_painted.connect(controllers.takes_controller.load_takes)
    window.talk_key_changed.connect(controllers.speech_controller.on_talk_key)
    window.unhandled_key_pressed.connect(actions.on_key_pressed)
    window.message_bar.action_chosen.connect(actions.recover)
    window.progress_line.cancel_requested.connect(actions.cancel_current)


def _connect_input(window: MainWindow, controllers: Controllers) -> None:
    panel, recording, speech = (
        window.input_panel,
        controllers.recording_session,
        controllers.speech_controller,
    )
    live, constraints = speech.live_transcription, controllers.constraint_controller

    panel.text_changed.connect(controllers.request_controller.set_typed_text)
    panel.text_submitted.connect(controllers.request_controller.submit_text)
    panel.microphone_settings_requested.connect(controllers.microphone_controller.open_popover)
    panel.recording_requested.connect(speech.start_recording)
    panel.recording_end_requested.connect(recording.end)
    panel.restore_requested.connect(speech.restore_recording)
    panel.constraint_chips.changed.connect(constraints.change_constraints)
    panel.constraint_chips.removed.connect(constraints.remove_constraints)

    recording.began.connect(controllers.audio_cues.play_start_cue)
    recording.began.connect(live.reset)
    recording.began.connect(speech.on_recording_began)
    recording.level_changed.connect(live.on_level_changed)
    recording.level_changed.connect(panel.show_level)
    recording.endpoint_detected.connect(speech.on_endpoint_detected)
    recording.ended.connect(speech.on_recording_ended)
    recording.recorded.connect(controllers.audio_cues.play_end_cue)
    recording.recorded.connect(speech.on_recorded)
    recording.recording_set_aside.connect(speech.on_set_aside)
    recording.discarded.connect(speech.discard_partial)
    recording.failed.connect(speech.on_failed)
    live.partial_text_changed.connect(panel.request_field.show_partial_transcript)


def _connect_mood(window: MainWindow, controllers: Controllers) -> None:
    window.mood_panel.emotion_chosen.connect(controllers.request_controller.choose_emotion)
    window.mood_panel.point_placed.connect(controllers.request_controller.choose_point)


def _connect_score(window: MainWindow, controllers: Controllers) -> None:
    editor, chords, preview = (
        window.score_view.chord_editor,
        controllers.chord_controller,
        controllers.chord_preview,
    )

    window.score_view.regenerate_button.clicked.connect(chords.regenerate_unlocked)
    editor.menu_requested.connect(chords.show_menu)
    editor.change_requested.connect(chords.edit)
    editor.preview_requested.connect(preview.preview_chord)
    editor.locks_changed.connect(controllers.undo_controller.on_locks_changed)
    chords.alternative_hovered.connect(preview.preview_alternative)
    chords.edit_began.connect(preview.preview_edit)


def _connect_takes(window: MainWindow, controllers: Controllers, actions: AppActions) -> None:
    browser, export_bar, takes = (
        window.takes_panel.browser,
        window.takes_panel.export_bar,
        controllers.takes_controller,
    )

    browser.ab_toggle_requested.connect(takes.toggle_ab)
    browser.new_variation_requested.connect(controllers.request_controller.new_variation)
    browser.model.renamed.connect(takes.rename)
    browser.take_list.take_chosen.connect(takes.select)
    browser.take_list.star_toggled.connect(takes.toggle_star)
    browser.take_list.new_variation_requested.connect(takes.new_variation_of)
    browser.take_list.compare_requested.connect(takes.toggle_compared)
    browser.take_list.removal_toggled.connect(takes.toggle_removed)
    browser.take_list.version_chosen.connect(takes.select_version)
    export_bar.export_requested.connect(controllers.export_controller.open_export_dialog)
    export_bar.audio_file_needed.connect(controllers.export_controller.write_audio)
    export_bar.failed.connect(controllers.status.show_error)

    takes.takes_found.connect(window.input_panel.hide_examples)
    takes.composition_shown.connect(window.score_view.show_take)
    takes.take_shown.connect(controllers.request_controller.on_take_shown)
    takes.take_shown.connect(window.input_panel.hide_examples)
    takes.take_shown.connect(controllers.override_controller.on_take_shown)
    takes.take_shown.connect(controllers.export_controller.on_take_shown)
    takes.take_shown.connect(controllers.turn_controller.on_take_shown)
    takes.take_shown.connect(controllers.chord_controller.on_take_shown)
    takes.take_added.connect(actions.focus_play_button)
    takes.action_done.connect(controllers.undo_controller.record)
    takes.marks_loaded.connect(controllers.undo_controller.on_marks_loaded)


def _connect_playback(window: MainWindow, controllers: Controllers) -> None:
    bar, drawer, playback = window.transport_bar, window.transport_bar.drawer, controllers.playback

    bar.playback_toggled.connect(playback.toggle_playback)
    bar.loop_changed.connect(playback.set_loop)
    bar.output_chosen.connect(playback.select_output)
    bar.volume_changed.connect(playback.set_volume)
    bar.test_requested.connect(playback.play_test_chord)
    bar.panic_requested.connect(controllers.output_player.panic)
    bar.new_variation_requested.connect(controllers.request_controller.new_variation)
    bar.option_changed.connect(controllers.override_controller.set_option)
    drawer.muted_parts_changed.connect(controllers.output_player.mute)
    drawer.setting_toggled.connect(playback.save_setting)
    drawer.reset_all_requested.connect(controllers.override_controller.reset_all)


def _connect_engine(window: MainWindow, controllers: Controllers, actions: AppActions) -> None:
    session, chords, speech = (
        controllers.session,
        controllers.chord_controller,
        controllers.speech_controller,
    )

    session.ready.connect(controllers.status.on_engine_ready)
    session.progressed.connect(window.progress_line.show_progress)
    session.partially_transcribed.connect(speech.live_transcription.on_partially_transcribed)
    session.transcribed.connect(controllers.request_controller.show_transcript)
    session.transcribed.connect(speech.forget_untranscribed)
    session.request_parsed.connect(controllers.request_controller.show_request)
    session.request_parsed.connect(actions.warn_if_out_of_range)
    session.turn_interpreted.connect(chords.discard_pending)  # before the turn edits the chords
    session.turn_interpreted.connect(actions.warn_if_out_of_range)
    session.turn_interpreted.connect(controllers.turn_controller.apply_turn)
    session.composed.connect(controllers.takes_controller.on_composed)
    session.chords_suggested.connect(chords.on_chords_suggested)
    session.exported.connect(controllers.export_controller.on_exported)
    session.previewed.connect(controllers.chord_preview.on_previewed)
    session.rendered.connect(actions.on_rendered)

    session.failed.connect(chords.discard_pending)
    session.failed.connect(controllers.playback.allow_autoplay)
    session.failed.connect(controllers.export_controller.forget_background_exports)
    session.failed.connect(window.input_panel.request_field.restore_committed_text)
    session.failed.connect(controllers.status.show_error)
    session.cancelled.connect(chords.discard_pending)
    session.cancelled.connect(controllers.playback.allow_autoplay)
    session.cancelled.connect(speech.offer_restore)
    session.cancelled.connect(controllers.status.show_idle)
    session.engine_died.connect(actions.on_engine_died)


def _connect_services(window: MainWindow, controllers: Controllers, actions: AppActions) -> None:
    playback, requests = controllers.playback, controllers.request_controller

    controllers.status.task_began.connect(playback.allow_autoplay)  # a later call may suppress it again
    controllers.status.task_began.connect(controllers.speech_controller.forget_untranscribed)
    controllers.preferences.changed.connect(actions.apply_settings)
    controllers.preferences.failed.connect(controllers.status.show_error)
    controllers.output_player.failed.connect(controllers.status.show_error)

    requests.request_changed.connect(window.mood_panel.show_request)
    requests.request_changed.connect(window.input_panel.show_request)
    requests.request_changed.connect(controllers.override_controller.drop_superseded)
    requests.text_changed.connect(window.input_panel.show_text)
    requests.text_restored.connect(window.input_panel.restore_text)

    playback.audio_needed.connect(actions.render_audio)
    playback.playing_changed.connect(window.transport_bar.show_playing)
    playback.beat_changed.connect(window.score_view.show_beat)
    playback.ports_changed.connect(window.transport_bar.show_ports)
    playback.settings_loaded.connect(window.transport_bar.show_settings)
