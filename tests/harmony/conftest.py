from collections.abc import Iterator

import pytest

from composer_app.harmony.generation.product_of_experts import one_thread


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Machines as small as tests have them gain nothing from a second core, and wait for it on a busy one."""
    with one_thread():
        yield
