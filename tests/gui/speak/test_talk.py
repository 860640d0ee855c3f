from composer_app.gui.speak.talk import HOLD, LATE, TalkButton


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def test_a_tap_starts_and_goes_on_recording() -> None:
    watch = Watch()
    button = TalkButton(watch)
    assert button.press(recording=False)
    watch.time += HOLD / 2
    assert not button.release()


def test_a_second_tap_ends_the_recording() -> None:
    watch = Watch()
    button = TalkButton(watch)
    button.press(recording=False)
    button.release()
    watch.time += 3
    assert not button.press(recording=True)
    assert button.release()


def test_a_press_just_after_it_ended_by_itself_was_meant_to_end_it() -> None:
    watch = Watch()
    button = TalkButton(watch)
    button.press(recording=False)
    button.release()
    watch.time += 3
    button.end()
    watch.time += LATE / 2
    assert not button.press(recording=False)
    watch.time += LATE
    assert button.press(recording=False)


def test_a_long_press_records_until_it_is_let_go() -> None:
    watch = Watch()
    button = TalkButton(watch)
    button.press(recording=False)
    watch.time += HOLD + 0.01
    assert button.release()
