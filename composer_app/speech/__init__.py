"""From air to words."""

from composer_app.speech.numba_stub import stand_in

stand_in()
