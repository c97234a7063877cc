"""The main calls through a client that openapi-python-client made of the document: models and answers have to fit."""

import sys
from datetime import datetime
from io import BytesIO
from uuid import UUID

from refund_policy import AuthenticatedClient
from refund_policy.api.accounts import report_delivery
from refund_policy.api.decisions import create_decision, get_decision, list_decisions
from refund_policy.api.disputes import report_dispute
from refund_policy.api.events import list_events
from refund_policy.api.orders import credit_elsewhere, register_order
from refund_policy.api.policies import validate_policy
from refund_policy.models import (
    CreditElsewhere,
    Decision,
    DecisionRequest,
    DeliveryReport,
    DeliveryReportStatus,
    DisputeNotice,
    EventType,
    Facts,
    GetDecisionIncludeItem,
    ListEventsTypesItem,
    OrderRegistration,
    Problem,
)
from refund_policy.types import File

base_url, key = sys.argv[1:]
client = AuthenticatedClient(base_url=base_url, token=key)

said = {
    "order": {"id": "py-1", "status": "partial", "quantity": 1000, "remains": 400, "charge": "10.00", "currency": "USD"},
    "account": {"id": "py"},
}


def decide() -> Decision:
    answer = create_decision.sync(client=client, body=DecisionRequest(facts=Facts.from_dict(said)))
    assert isinstance(answer, Decision), answer
    return answer


placed = register_order.sync_detailed(
    "py-1",
    client=client,
    policy="smm-panel",
    body=OrderRegistration(
        facts=Facts.from_dict(
            {"order": {"id": "py-1", "charge": "10.00", "currency": "USD"}, "account": {"id": "py"}}
        )
    ),
)
assert placed.status_code == 201 and placed.parsed.at_most == "10", placed

decision = decide()
assert decision.outcome == "approve" and decision.refund.amount == "4.00000", decision
assert decide().refund.amount == "0.00000"

explained = get_decision.sync(
    decision.id, client=client, include=[GetDecisionIncludeItem.FACTS, GetDecisionIncludeItem.TRACE]
)
assert explained.facts["order.status"] == "partial", explained
assert explained.trace.rules[-1].rule == decision.rule, explained.trace
assert isinstance(explained.policy.version, int) and isinstance(explained.decided_at, datetime)

found = list_decisions.sync(client=client, order="py-1", outcome="approve")
assert len(found.items) == 2, found

elsewhere = credit_elsewhere.sync(
    "py-1", client=client, body=CreditElsewhere(amount="1.00", currency="USD", reference="panel-1")
)
assert elsewhere.credit.counts == "1.00", elsewhere

delivered = report_delivery.sync(
    decision.id,
    client=client,
    body=DeliveryReport(status=DeliveryReportStatus.DELIVERED, reference="tx-1"),
)
assert delivered.kind == "credit_delivered", delivered

dispute = report_dispute.sync(
    client=client,
    body=DisputeNotice(
        account="py",
        payment_reference="pay-1",
        amount="10.00",
        currency="USD",
        opened_at=datetime.fromisoformat("2026-03-01T10:00:00+00:00"),
    ),
)
assert dispute.status == "open", dispute

events = list_events.sync(
    client=client,
    types=[ListEventsTypesItem.DECISION_APPROVED, ListEventsTypesItem.DISPUTE_OPENED],
    account="py",
    wait=10,
)
assert events.items[0].type_ == EventType.DECISION_APPROVED, events

unknown = get_decision.sync(UUID("019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e"), client=client)
assert isinstance(unknown, Problem) and unknown.code == "decision_not_found" and unknown.status == 404, unknown

misspelt = create_decision.sync(
    client=client, body=DecisionRequest(facts=Facts.from_dict({**said, "ordr": {}}))
)
assert isinstance(misspelt, Problem) and misspelt.code == "invalid_facts" and len(misspelt.errors) > 0, misspelt

checked = validate_policy.sync("smm-panel", client=client, body=File(payload=BytesIO(b"name: smm-panel\n")))
assert checked.valid is False and len(checked.diagnostics) > 0, checked

print("every call fits")
