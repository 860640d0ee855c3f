import pytest

from composer_app.paths import resource_path
from composer_app.sound.synth import Synth


@pytest.fixture(scope="session")
def synth() -> Synth:
    """The shipped instruments."""
    return Synth(resource_path("sound/bank.sf3"))
