"""Work on several processors: processes that begin afresh, on any system and in any thread."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Thread, current_thread, main_thread
from typing import TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_AHEAD = 4
"""Tasks for each process that wait for it: results of many more would fill the memory."""


def in_processes(
    number: int,
    start: Callable[..., None],
    given: tuple[object, ...],
    work: Callable[[_Task], _Result],
    tasks: Iterable[_Task],
    here: Callable[[_Task], _Result] | None = None,
) -> Iterator[_Result]:
    """What *work* makes of each of the *tasks*, in their order, in *number* processes.

    Each process begins with ``start(*given)``. Processes are spawned, never forked: a server has
    threads, and a fork of those can hang. This process does some of the tasks itself by *here*,
    where it is given, instead of waiting for the others.
    """
    pool = ProcessPoolExecutor(
        number, mp_context=get_context("spawn"), initializer=_begin, initargs=(start, given)
    )
    waiting: deque[tuple[_Task, Future[_Result]]] = deque()

    def first() -> _Result:
        while here is not None and not waiting[0][1].done() and _one_is_done(waiting, here):
            continue
        return waiting.popleft()[1].result()

    try:
        for task in tasks:
            with deaf_to_the_keyboard():
                waiting.append((task, pool.submit(work, task)))
            if len(waiting) > number * _AHEAD:
                yield first()
        while waiting:
            yield first()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_is_done(
    waiting: deque[tuple[_Task, Future[_Result]]], here: Callable[[_Task], _Result]
) -> bool:
    """Do the last task that no process has begun by *here*; False where there is none."""
    for place in range(len(waiting) - 1, -1, -1):
        task, future = waiting[place]
        if future.cancel():
            future = Future()
            future.set_result(here(task))
            waiting[place] = task, future
            return True
    return False


def _begin(start: Callable[..., None], given: tuple[object, ...]) -> None:
    Thread(target=_end_with_the_main_process, daemon=True).start()
    start(*given)


def _end_with_the_main_process() -> None:
    """One that is killed cannot end its pool, and each process would wait for work for ever."""
    main = parent_process()
    if main is not None:
        main.join()
        os._exit(1)


class EditedMeanwhileError(Exception):
    """Two processes of one build see different files: somebody edits them just now."""


@contextmanager
def deaf_to_the_keyboard() -> Iterator[None]:
    """Processes that are started meanwhile never hear Ctrl-C: the main one alone tells of it."""
    if current_thread() is not main_thread():  # only there can signals be set
        yield
        return
    before = signal(SIGINT, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGINT, before)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Cyclic garbage is looked for rarely meanwhile: an archive makes next to none, and looking
    for it among all its objects takes a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
