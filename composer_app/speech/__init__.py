"""Speech input: recording and transcription."""

from composer_app.speech.numba_stub import install_numba_stub

install_numba_stub()
