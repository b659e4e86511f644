"""The runner: order, cancelling, errors, and no result for a dead window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import delete

from ilacs_desktop.ui.tasks import JobStopped, Progress, TaskRunner


@pytest.fixture
def runner(qapp):
    made = TaskRunner()
    yield made
    made.shutdown()


def finish(qtbot, runner):
    qtbot.waitUntil(lambda: runner.idle)


def test_results_come_in_order_on_the_gui_thread(qtbot, runner):
    got = []
    for number in range(200):
        runner.write(
            lambda number=number: number,
            lambda value: got.append((value, threading.current_thread())),
        )
    finish(qtbot, runner)
    assert [value for value, _ in got] == list(range(200))
    assert {thread for _, thread in got} == {threading.main_thread()}


def test_ten_thousand_emits_do_not_lose_a_reference(qapp):
    class Emitter(QObject):
        told = Signal(bool, object)

    emitter = Emitter()
    seen = []
    emitter.told.connect(lambda flag, value: seen.append((flag, value)))
    for number in range(10_000):
        emitter.told.emit(True, number)
    assert len(seen) == 10_000


def test_an_edit_goes_before_the_batches_of_a_job(qtbot, runner):
    order = []
    first_runs, let_go = threading.Event(), threading.Event()

    def first_batch():
        first_runs.set()
        let_go.wait(5)
        order.append("batch 1")

    def work(job):
        job.write(first_batch)
        job.write(lambda: order.append("batch 2"))

    runner.job(work, lambda _: order.append("done"))
    assert first_runs.wait(5)
    runner.write(lambda: order.append("edit"))
    let_go.set()
    finish(qtbot, runner)
    assert order == ["batch 1", "edit", "batch 2", "done"]


def test_a_newer_read_replaces_the_older(qtbot, runner):
    started, interrupted = threading.Event(), threading.Event()
    got = []

    def slow():
        started.set()
        interrupted.wait(5)
        return "old"

    runner.read(slow, got.append, key="search", interrupt=interrupted.set)
    assert started.wait(5)
    runner.read(lambda: "never runs", got.append, key="search")
    runner.read(lambda: "new", got.append, key="search")
    runner.read(lambda: "other", got.append, key="other")
    finish(qtbot, runner)
    assert interrupted.is_set()
    assert got == ["new", "other"]


def test_the_error_of_a_replaced_read_is_nobodys(qtbot, runner):
    started, go = threading.Event(), threading.Event()

    def breaks():
        started.set()
        go.wait(5)
        raise ValueError

    failures = []
    runner.failed.connect(failures.append)
    runner.read(breaks, failures.append, key="search")
    assert started.wait(5)
    runner.read(lambda: None, lambda _: None, key="search")
    go.set()
    finish(qtbot, runner)
    assert failures == []


def test_failures_go_to_the_signal_or_to_their_own_callback(qtbot, runner):
    def breaks():
        raise ValueError("why")

    common, own = [], []
    runner.failed.connect(common.append)
    runner.write(breaks, own.append)
    runner.write(breaks, own.append, failed=own.append)
    finish(qtbot, runner)
    assert [str(error) for error in common] == ["why"]
    assert [str(error) for error in own] == ["why"]


def test_a_job_tells_its_progress_and_can_be_stopped(qtbot, runner):
    told, ends = [], []
    reported = threading.Event()

    def work(job):
        job.report(1, 3, "Reading list 1")
        reported.set()
        while True:
            job.check()

    job = runner.job(work, ends.append, told.append, failed=ends.append)
    assert reported.wait(5)
    qtbot.waitUntil(lambda: bool(told))
    job.stop()
    finish(qtbot, runner)
    assert told == [Progress(1, 3, "Reading list 1")]
    assert [type(end) for end in ends] == [JobStopped]


def test_a_fast_job_does_not_flood_the_event_loop(qtbot, runner):
    told = []

    def work(job):
        for number in range(10_000):
            job.report(number, 10_000)

    runner.job(work, lambda _: None, told.append)
    finish(qtbot, runner)
    assert told[-1].done == 9_999
    assert len(told) < 9_000


def test_a_held_job_waits_and_goes_on(qtbot, runner):
    at_work, steps = threading.Event(), []

    def work(job):
        at_work.set()
        job.write(lambda: steps.append(1))
        return "end"

    runner.hold_jobs()
    runner.job(work, steps.append)
    assert at_work.wait(5)
    runner.write(lambda: steps.append("edit"))
    qtbot.waitUntil(lambda: steps == ["edit"])
    runner.release_jobs()
    finish(qtbot, runner)
    assert steps == ["edit", 1, "end"]


def test_a_result_never_reaches_a_destroyed_widget(qtbot, runner):
    class Receiver(QObject):
        @Slot(object)
        def take(self, value):
            got.append(value)

    got = []
    receiver = Receiver()
    go = threading.Event()
    runner.write(lambda: go.wait(5), receiver.take)
    delete(receiver)
    go.set()
    finish(qtbot, runner)
    assert got == []


def test_shutdown_finishes_edits_and_delivers_nothing(qapp, log_warnings):
    for _ in range(10):
        runner = TaskRunner()
        kept, delivered = [], []
        for number in range(20):
            runner.write(lambda number=number, kept=kept: kept.append(number), delivered.append)
        runner.job(lambda job: job.write(lambda: None), delivered.append)
        runner.read(lambda: 1, delivered.append)
        runner.shutdown()
        runner.shutdown()
        assert kept == list(range(20))
        assert delivered == []
        assert runner.idle


def test_an_edit_that_fails_at_the_end_is_logged_without_its_text(qapp, log_warnings):
    def breaks():
        raise ValueError("Ada Lovelace")

    runner = TaskRunner()
    runner.write(breaks)
    runner.shutdown()
    assert log_warnings.caught == [
        "ERROR ilacs_desktop.ui.tasks: Work failed while the app was closing: ValueError"
    ]
    log_warnings.caught.clear()


def test_went_idle_follows_the_last_delivery(qtbot, runner):
    got = []
    with qtbot.waitSignal(runner.went_idle):
        runner.write(lambda: 1, got.append)
        runner.read(lambda: 2, got.append)
    assert sorted(got) == [1, 2]


def test_locking_drops_waiting_reads(qtbot, runner):
    started, go, got = threading.Event(), threading.Event(), []

    def slow():
        started.set()
        go.wait(5)

    runner.read(slow, got.append)
    assert started.wait(5)
    runner.read(lambda: 1, got.append)
    runner.stop_reads()
    go.set()
    finish(qtbot, runner)
    assert got == []


def test_calm_comes_when_neither_a_job_nor_a_read_is_running(qtbot, runner):
    order = []
    running, let_go = threading.Event(), threading.Event()

    def job(handle):
        running.set()
        let_go.wait(5)
        order.append("job")
        handle.check()

    def read():
        let_go.wait(5)
        order.append("read")

    runner.job(job, lambda _: order.append("job told"), failed=lambda error: None)
    running.wait(5)
    runner.read(read, lambda _: order.append("read told"))
    assert len(runner.jobs) == 1
    runner.calm(lambda: order.append("calm"))
    runner.write(lambda: order.append("edit"))
    let_go.set()
    finish(qtbot, runner)
    assert order[-1] == "calm"
    assert {"job", "edit"} <= set(order)
    assert not {"job told", "read told"} & set(order)
    assert runner.jobs == ()


def test_a_job_that_waits_behind_another_never_begins_once_calm_is_asked_for(qtbot, runner):
    began = []
    running, let_go = threading.Event(), threading.Event()

    def first(handle):
        running.set()
        let_go.wait(5)
        handle.check()

    def second(handle):
        handle.check()
        began.append(1)

    runner.job(first, began.append, failed=lambda error: None)
    running.wait(5)
    runner.job(second, began.append, failed=lambda error: None)
    runner.calm(lambda: None)
    let_go.set()
    finish(qtbot, runner)
    assert began == []


def test_waiting_for_edits_says_which_were_not_saved(qtbot, runner):
    saved, failures = [], []

    def full():
        raise OSError("full")

    runner.write(lambda: saved.append(1))
    assert runner.wait_for_edits() == ()
    assert saved == [1]
    runner.write(full, failed=failures.append)
    assert [str(one) for one in runner.wait_for_edits()] == ["full"]
    assert failures == []
    finish(qtbot, runner)
    assert [str(one) for one in failures] == ["full"]
    assert runner.wait_for_edits() == ()


def test_the_last_piece_runs_when_all_else_has_ended(qapp):
    runner = TaskRunner()
    order = []
    running = threading.Event()

    def job(handle):
        running.set()
        try:
            while True:
                handle.check()
        finally:
            order.append("job")

    runner.job(job, order.append)
    running.wait(5)
    runner.write(lambda: order.append("edit"))
    runner.shutdown(lambda: order.append("last"))
    assert order[-1] == "last"
    assert sorted(order[:-1]) == ["edit", "job"]


def test_a_last_piece_that_fails_is_logged_without_its_words(qapp, log_warnings):
    runner = TaskRunner()

    def full():
        raise OSError("Quillfeather")

    runner.shutdown(full)
    assert len(log_warnings.caught) == 1
    assert "OSError" in log_warnings.caught[0]
    assert "Quillfeather" not in log_warnings.caught[0]
    log_warnings.caught.clear()


def test_after_the_end_nothing_is_taken_and_nothing_delivered(qtbot, qapp):
    runner = TaskRunner()
    got = []
    runner.write(lambda: 1, got.append)
    runner.shutdown()
    runner.write(lambda: 2, got.append)
    runner.read(lambda: 3, got.append)
    runner.job(lambda _job: 4, got.append)
    qapp.sendPostedEvents()
    assert got == []
    assert runner.idle
