"""Work off the GUI thread: one writer, one reader, and long jobs that can be stopped."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")

_COMMAND = 0
_BATCH = 1

_log = logging.getLogger(__name__)


class JobStopped(Exception):  # noqa: N818 - not a fault: how a stopped job leaves its work
    """Raised inside a job's own work once someone has stopped it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come.

    Attributes:
        done: units finished.
        total: units in all; 0 where that is not known.
        words: what is being done, for the person who waits.
    """

    done: int
    total: int
    words: str = ""


class WriterQueue:
    """One thread that always takes the most urgent piece of work next."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._heap: list[tuple[int, int, Callable[[], Any], Future[Any]]] = []
        self._order = itertools.count()
        self._lock = threading.Lock()

    def submit(self, work: Callable[[], T], *, urgency: int = _COMMAND) -> Future[T]:
        """Queue work; smaller urgency goes first, equal urgency in order of arrival."""
        future: Future[T] = Future()
        with self._lock:
            heapq.heappush(self._heap, (urgency, next(self._order), work, future))
        # Each submission adds one turn, not one piece: the turn takes whatever is most urgent.
        self._executor.submit(self._turn)
        return future

    def _turn(self) -> None:
        with self._lock:
            _, _, work, future = heapq.heappop(self._heap)
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - carried to the caller by its future
            future.set_exception(error)
        else:
            future.set_result(result)

    def close(self) -> None:
        """Finish everything queued, then end the thread: an edit is never dropped."""
        self._executor.shutdown(wait=True)


class Job:
    """One long piece of work: its progress outwards, its orders inwards.

    The work runs on its own thread and receives this object. It calls ``report`` now and then,
    and does every write through ``write``, so that a person's edit never waits for more than one
    batch.

    Attributes:
        is_quiet: whether nothing needs to be said where leaving stops it.
    """

    def __init__(
        self,
        writer: WriterQueue,
        go: threading.Event,
        tell: Callable[[Job], None],
        *,
        is_quiet: bool = False,
    ) -> None:
        self.is_quiet = is_quiet
        self._writer = writer
        self._go = go
        self._tell = tell
        self._stopped = threading.Event()
        self._latest: Progress | None = None
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Say whether someone asked this job to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Ask the job to stop at its next ``check``, ``report`` or ``write``."""
        self._stopped.set()

    def check(self) -> None:
        """Wait while jobs are held.

        Raises:
            JobStopped: this job was asked to stop.
        """
        self._go.wait()
        if self._stopped.is_set():
            raise JobStopped

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell how far the work has come, then ``check``."""
        # Only the newest progress matters: a fast job must not flood the event loop.
        with self._lock:
            unread = self._latest is not None
            self._latest = Progress(done, total, words)
        if not unread:
            self._tell(self)
        self.check()

    def take_progress(self) -> Progress | None:
        """Return the newest progress that nobody has taken yet."""
        with self._lock:
            newest, self._latest = self._latest, None
        return newest

    def write(self, batch: Callable[[], T]) -> T:
        """Run one batch on the writer thread, behind every waiting edit, and return its result."""
        self.check()
        return self._writer.submit(batch, urgency=_BATCH).result()


@dataclass(slots=True, eq=False)
class _Ticket:
    """What becomes of one piece of work when it ends."""

    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None = None
    is_read: bool = False
    key: Hashable | None = None
    interrupt: Callable[[], None] | None = None
    progress: Callable[[Progress], None] | None = None
    job: Job | None = None
    future: Future[Any] | None = None
    dropped: bool = field(default=False)


class TaskRunner(QObject):
    """Run work on other threads and hand every result back on the GUI thread.

    Results, failures and progress all come through one queued signal. A callback that belongs to
    a window already destroyed is left out. After ``shutdown`` nothing more is taken.

    Signals:
        failed: the exception of work that had no ``failed`` callback of its own.
        went_idle: the last piece of work has been delivered.
    """

    failed = Signal(object)
    went_idle = Signal()
    _ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = WriterQueue()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._jobs = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._go = threading.Event()
        self._go.set()
        self._pending: set[_Ticket] = set()
        self._newest: dict[Hashable, _Ticket] = {}
        self._closed = False
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Say whether every piece of work has been delivered."""
        return not self._pending

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Queue a command on the writer thread, before any job's batch.

        Args:
            work: runs on the writer thread; touches no widget.
            done: receives the result on the GUI thread.
            failed: receives the exception on the GUI thread instead of the ``failed`` signal.
        """
        if not self._closed:
            self._follow(_Ticket(done, failed), self._writer.submit(work))

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        key: Hashable | None = None,
        failed: Callable[[BaseException], None] | None = None,
        interrupt: Callable[[], None] | None = None,
    ) -> None:
        """Queue a query on the reader thread; a newer one with the same key drops the older.

        Args:
            work: runs on the reader thread; touches no widget.
            done: receives the result on the GUI thread, unless a newer read replaced this one.
            key: what the read is for, such as ``"search"``; None is never replaced.
            failed: receives the exception on the GUI thread instead of the ``failed`` signal.
            interrupt: called on the GUI thread to end this read early when a newer one comes.
        """
        if self._closed:
            return
        ticket = _Ticket(done, failed, is_read=True, key=key, interrupt=interrupt)
        if key is not None:
            self._drop(self._newest.get(key))
            self._newest[key] = ticket
        self._follow(ticket, self._reader.submit(work))

    def job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        on_progress: Callable[[Progress], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        is_quiet: bool = False,
    ) -> Job:
        """Queue a long job on its own thread and return the handle that stops it.

        Args:
            work: receives its ``Job``; raises what ``Job.check`` raises to end early.
            done: receives the result on the GUI thread; not called for a stopped job.
            on_progress: receives each ``Progress`` on the GUI thread.
            failed: receives the exception, ``JobStopped`` among them, on the GUI thread.
            is_quiet: whether nothing needs to be said where leaving stops it.
        """
        job = Job(self._writer, self._go, self._tell, is_quiet=is_quiet)
        ticket = _Ticket(done, failed, progress=on_progress, job=job)
        if not self._closed:
            self._follow(ticket, self._jobs.submit(work, job))
        return job

    def stop_reads(self) -> None:
        """Drop every read that is waiting or running, as locking does."""
        for ticket in [t for t in self._pending if t.is_read]:
            self._drop(ticket)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return every job that is waiting or running."""
        return tuple(ticket.job for ticket in self._pending if ticket.job is not None)

    def calm(self, then: Callable[[], None]) -> None:
        """Stop jobs and drop reads, and go on when none of them is running any more.

        Args:
            then: called on the GUI thread; edits are not touched.
        """
        self.stop_reads()
        for job in self.jobs:
            job.stop()
        self._go.set()

        def read_on(_: None) -> None:
            self._follow(_Ticket(lambda _: then()), self._reader.submit(_nothing))

        # One thread each: what is handed in last runs when everything before it has ended.
        self._follow(_Ticket(read_on), self._jobs.submit(_nothing))

    def wait_for_edits(self) -> tuple[BaseException, ...]:
        """Wait until every queued edit is on the disk, and return why any was not.

        Callbacks come later, as always.
        """
        self._writer.submit(_nothing).result()
        edits = [one for one in self._pending if one.job is None and not one.is_read]
        futures = [one.future for one in edits if one.future is not None and one.future.done()]
        errors = [one.exception() for one in futures if not one.cancelled()]
        return tuple(error for error in errors if error is not None)

    def hold_jobs(self) -> None:
        """Let each job finish its batch and then wait, as locking does."""
        self._go.clear()

    def release_jobs(self) -> None:
        """Let held jobs go on."""
        self._go.set()

    def shutdown(self, last: Callable[[], Any] | None = None) -> None:
        """Stop jobs, drop reads, finish every queued edit and end the threads.

        Nothing is delivered afterwards; an edit that fails now is written to the log.

        Args:
            last: runs on the writer thread when no job and no read is running any more.
        """
        if self._closed:
            return
        self._closed = True
        self._ready.disconnect(self._deliver)
        for ticket in self._pending:
            if ticket.job is not None:
                ticket.job.stop()
            elif ticket.interrupt is not None:
                ticket.interrupt()
        self._go.set()
        # Jobs end first: the batch they wait for needs the writer.
        self._jobs.shutdown(wait=True, cancel_futures=True)
        self._reader.shutdown(wait=True, cancel_futures=True)
        if last is not None:
            # Followed, so that a failure in it is logged with the others.
            self._follow(_Ticket(None), self._writer.submit(last))
        self._writer.close()
        for ticket in self._pending:
            _log_late_failure(ticket)
        self._pending.clear()
        self._newest.clear()

    def _follow(self, ticket: _Ticket, future: Future[Any]) -> None:
        ticket.future = future
        self._pending.add(ticket)
        future.add_done_callback(lambda _finished: self._ready.emit(ticket))

    def _tell(self, job: Job) -> None:
        self._ready.emit(job)

    def _drop(self, ticket: _Ticket | None) -> None:
        if ticket is None or ticket not in self._pending or ticket.dropped:
            return
        ticket.dropped = True
        running = ticket.future is not None and not ticket.future.cancel()
        if running and ticket.interrupt is not None:
            ticket.interrupt()

    @Slot(object)
    def _deliver(self, source: _Ticket | Job) -> None:
        if self._closed:
            # Queued before the connection was cut; whoever it was for has gone.
            return
        if isinstance(source, Job):
            self._pass_progress(source)
            return
        self._pending.discard(source)
        if source.key is not None and self._newest.get(source.key) is source:
            del self._newest[source.key]
        try:
            self._hand_over(source)
        finally:
            if not self._pending and not self._closed:
                self.went_idle.emit()

    def _pass_progress(self, job: Job) -> None:
        progress = job.take_progress()
        for ticket in list(self._pending):
            if ticket.job is job and progress is not None and ticket.progress is not None:
                if alive(ticket.progress):
                    ticket.progress(progress)
                return

    def _hand_over(self, ticket: _Ticket) -> None:
        future = ticket.future
        if ticket.dropped or future is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            if ticket.done is not None and alive(ticket.done):
                ticket.done(future.result())
        elif ticket.failed is not None:
            if alive(ticket.failed):
                ticket.failed(error)
        elif not isinstance(error, JobStopped):
            self.failed.emit(error)


def _nothing() -> None:
    """Mark a place in a queue."""


def alive(callback: Callable[..., None]) -> bool:
    """Say whether whoever a callback belongs to is still there."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _log_late_failure(ticket: _Ticket) -> None:
    future = ticket.future
    if future is None or not future.done() or future.cancelled():
        return
    error = future.exception()
    if error is not None and ticket.job is None and not ticket.is_read:
        # The message may hold what a person typed; its kind is all the log may have.
        _log.error("Work failed while the app was closing: %s", type(error).__name__)
