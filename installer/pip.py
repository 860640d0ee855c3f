"""Runs the environment's pip, and explains its failures."""

import subprocess
from pathlib import Path

from installer.environment import Environment


class Pip:
    """The environment's pip."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._command = [
            *(str(environment.python), "-m", "pip", "install"),
            "-qq",  # print errors only
            "--no-warn-conflicts",  # some packages are left out on purpose
            "--disable-pip-version-check",
            "--root-user-action=ignore",
        ]

    def install(self, *arguments: str) -> None:
        """Install packages.

        Raises:
            SystemExit: If the installation fails; the message says what to do.
        """
        failed = self.quietly(*arguments)
        if failed.returncode:
            raise self.failure(failed)

    def failure(self, failed: "subprocess.CompletedProcess[str]") -> SystemExit:
        """Return the error that says why packages could not be installed, and what to do."""
        return SystemExit(why(failed.stderr, self.environment.folder))

    def quietly(self, *arguments: str, seconds: float | None = None) -> "subprocess.CompletedProcess[str]":
        """Try to install packages within a time limit; return pip's output and exit code."""
        try:
            return subprocess.run(
                [*self._command, *arguments],
                capture_output=True,
                text=True,
                errors="replace",
                env=self.environment.surroundings(),
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(arguments, 1, "", f"pip took more than {seconds:.0f} s")


# pip's messages, and what they mean.
_NO_CONNECTION = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "Max retries", "ProxyError")
_SIGNS = (
    (("No space left", "Errno 28", "Errno 122"), "There is too little room in {folder}. Make some"),
    (("Permission denied", "Read-only file system"), "{folder} may not be written to. Change that"),
    (_NO_CONNECTION, "The package index cannot be reached. Check the connection to the internet"),
)


def why(output: str, folder: Path) -> str:
    """Return why pip failed, from its output, and what to do."""
    for signs, sentence in _SIGNS:
        if any(sign in output for sign in signs):
            return f"{sentence.format(folder=folder)}, then run this again: it goes on where it stopped."
    return (
        f"{output}pip could not install the packages; what it says is above. When that is mended, run this again: it "
        "goes on where it stopped."
    )


def is_cut_off(output: str) -> bool:
    """Return whether pip's output says that it had no connection."""
    return any(sign in output for sign in _NO_CONNECTION)
