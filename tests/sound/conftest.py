import pytest

from composer_app.paths import resource
from composer_app.sound.synth import Synth


@pytest.fixture(scope="session")
def synth() -> Synth:
    """The shipped instruments."""
    return Synth(resource("sound/bank.sf3"))
