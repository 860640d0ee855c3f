"""From air to words."""

from composer_app.speech.without_numba import stand_in

stand_in()
