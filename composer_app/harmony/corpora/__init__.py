"""Music to learn from: readers of chord charts in public formats, of lists of progressions, and of MIDI files."""

from composer_app.harmony.corpora.chart import Chart
from composer_app.harmony.corpora.folder import CorpusScan, read_charts

__all__ = ["Chart", "CorpusScan", "read_charts"]
