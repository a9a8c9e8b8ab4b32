"""What is counted, for Prometheus; no label holds what anybody said."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

ANSWERED, UNANSWERED, FAILED = "answered", "unanswered", "failed"

questions = Counter(
    "batao_questions", "Questions, by where they were asked and what came of them.", ["surface", "outcome"]
)
seconds = Histogram(
    "batao_answer_seconds",
    "From a question to the message that answers it, without the way to Slack.",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)
slack_errors = Counter(
    "batao_slack_errors", "What Slack refused or did not take after all retries, by its code.", ["error"]
)
store_up = Gauge("batao_store_up", "1 when the database can be used, 0 while memory serves.")
socket_up = Gauge("batao_socket_up", "1 when Slack answers on the Socket Mode connection.")
