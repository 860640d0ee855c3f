"""Errors cross from the engine's process to the window."""

import inspect
import pickle

import pytest

from composer_app import errors

_ALL = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("kind", _ALL)
def test_every_failure_survives_the_way_between_processes(kind: type[errors.ComposerError]) -> None:
    error = pickle.loads(pickle.dumps(kind("It is broken. Mend it.")))  # noqa: S301 - our own
    assert type(error) is kind
    assert str(error) == "It is broken. Mend it."
    assert isinstance(error, errors.ComposerError)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__
    assert [kind.__name__ for kind in _ALL if kind.__name__ not in errors.__doc__] == []
