from collections.abc import Iterator

import pytest

from composer_app.harmony.generation.product_of_experts import single_threaded


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Machines as small as tests have them gain nothing from a second core, and wait for it on a busy one."""
    with single_threaded():
        yield
