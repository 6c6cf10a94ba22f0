"""A cell that is stopped (Ctrl-C, the square of a notebook) leaves a store that is whole, and a graph that goes on answering."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from queue import Empty
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tests.support.places import CORPUS
from tests.support.processes import interruptible

_PATIENCE = 120

OPEN = f"""\
import maillon
g = maillon.open({{store!r}}, create=True)
def load():
    g.load("records", {str(CORPUS)!r})
load()
"""

RUNNING = {
    "a load": "load(); g.unload('maillon-corpus')",
    "a blast radius": "g.blast_radius('Viamedis', as_of='2024-01-22')",
    "rows to pandas": "g.question('clients-of', supplier='Viamedis').to_pandas()",
}
"""What a cell does again and again until it is stopped, so that it is always stopped in the midst of it."""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BlockingKernelClient]:
    """A kernel of Jupyter's with an open graph in it."""
    manager = KernelManager(kernel_name="python3")
    with interruptible():
        manager.start_kernel(env={**os.environ, "MAILLON_LANG": "en"}, cwd=str(tmp_path_factory.mktemp("notebook")))
    client: Any = manager.client()
    client.manager = manager
    try:
        client.start_channels()
        client.wait_for_ready(timeout=_PATIENCE)
        store = tmp_path_factory.mktemp("interrupted") / "store"
        assert cell(client, OPEN.format(store=str(store)))[0] == "ok"
        yield client
        cell(client, "g.close()")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def cell(client: Any, code: str, stop_after: float | None = None) -> tuple[str, str]:
    """How a cell ended, and what it printed or which error it met; `stop_after` seconds after its first line it is stopped."""
    asked = client.execute(code)
    printed = ""
    while True:
        try:
            message = client.get_iopub_msg(timeout=_PATIENCE if stop_after is None else 3)
        except Empty:  # a sign that came where Python cannot be interrupted: one presses again
            client.manager.interrupt_kernel()
            continue
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != asked:
            continue
        if kind == "stream":
            printed += content["text"]
            if stop_after is not None and "begun" in printed:
                time.sleep(stop_after)
                client.manager.interrupt_kernel()
        if kind == "status" and content["execution_state"] == "idle":
            break
    reply: dict[str, Any] = {}
    while reply.get("parent_header", {}).get("msg_id") != asked:
        reply = client.get_shell_msg(timeout=_PATIENCE)
    answer = reply["content"]
    return answer["status"], f"{answer['ename']}: {answer['evalue']}" if answer["status"] == "error" else printed


@pytest.mark.parametrize("what", RUNNING)
def test_a_stopped_cell_leaves_a_whole_store_and_a_graph_that_answers(kernel: BlockingKernelClient, what: str) -> None:
    code = f"print('begun', flush=True)\nwhile True:\n    {RUNNING[what]}"
    ended, said = cell(kernel, code, stop_after=0.5)
    assert (ended, said.partition(":")[0]) == ("error", "KeyboardInterrupt"), said
    assert cell(kernel, "load(); found = g.verify(); print(found.whole, sum(g.status().nodes.values()) > 1000)") == ("ok", "True True\n")
    assert cell(kernel, "print(len(g.question('clients-of', supplier='Viamedis').to_pandas()) > 10)") == ("ok", "True\n")
