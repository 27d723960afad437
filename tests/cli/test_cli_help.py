from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sayso.cli.main import main

CONTRACT = [
    *("new", "add", "trace", "claims", "statements", "families", "sources", "why", "check", "search", "dossier"),
    *("export", "verify", "demo", "documents", "coverage", "similar"),
]


def test_every_command_of_the_contract_is_there() -> None:
    assert sorted(main.commands) == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_every_command_has_help_with_an_example_and_documented_options(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"]).output
    assert f"Example:\n    sayso {name}" in shown
    options = [param for param in main.commands[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize(
    "name", ["claims", "statements", "families", "sources", "search", "documents", "coverage", "similar"]
)
def test_whatever_lists_can_list_as_json(name: str) -> None:
    assert "--json" in {option for param in main.commands[name].params for option in param.opts}


def test_the_first_help_loads_no_stage_and_no_table_library() -> None:
    code = "import sys\nfrom sayso.cli.main import main\ntry: main(['--help'])\nfinally: print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"numpy", "numba", "pyarrow", "trafilatura", "resiliparse", "jinja2", "lxml", "yaml", "rich"}
    assert loaded & heavy == set()
    assert "sayso.case.tracing" not in loaded
    assert "sayso.case" in loaded


def test_python_dash_m_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "sayso", "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: sayso [OPTIONS] COMMAND")


def test_the_entry_point_of_the_package_is_this_command() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"]["sayso"] == "sayso.cli.main:main"


@pytest.mark.parametrize("module", ["sayso", "sayso.cli.main"])
def test_the_command_line_runs_as_a_module(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    shown = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=True)
    assert "Usage: sayso" in shown.stdout
