# The refunds of rules/smm-panel/policy.yaml for Open Policy Agent: an else-chain, the first that holds decides.
package panel

order := input.order

claim_reason := object.get(input, ["claim", "reason"], "none")

account := object.get(input, "account", {})

history := object.get(input, "history", {})

standing := object.get(history, "standing", "good")

decimals := {"USD": 5, "EUR": 2}

undelivered := max([0, min([order.remains, order.quantity])])

deny(rule) := {"outcome": "deny", "rule": rule, "amount": null}

review(rule) := {"outcome": "review", "rule": rule, "amount": null}

# Nothing is approved without a known charge, and nothing of 0.
approve(rule, _) := review(null) if not order.charge

approve(rule, amount) := deny(rule) if {
	order.charge
	to_number(amount) == 0
}

approve(rule, amount) := {"outcome": "approve", "rule": rule, "amount": amount} if {
	order.charge
	to_number(amount) != 0
}

whole_charge := object.get(order, "charge", null)

default part_of_charge := null

part_of_charge := order.charge if {
	order.charge
	undelivered == order.quantity
}

part_of_charge := rounded if {
	order.charge
	undelivered < order.quantity
	rounded := share(order.charge, undelivered, order.quantity, decimals[order.currency])
}

# Exact: whole numbers only, a tie goes to the even digit, and never above the charge.
share(charge, part, whole, scale) := text if {
	pieces := split(charge, ".")
	digits := concat("", array.slice(pieces, 1, 2))
	units := to_number(concat("", [trim_zeros(pieces[0]), digits]))
	above := (units * part) * power_of_ten(max([scale - count(digits), 0]))
	below := whole * power_of_ten(max([count(digits) - scale, 0]))
	rest := above % below
	floor_units := (above - rest) / below
	lifted := floor_units + lift(rest * 2, below, floor_units)
	text := as_text(bounded(lifted, units, scale, count(digits)), scale)
}

# A number must not begin with zeros.
trim_zeros(text) := "" if text == "0"

trim_zeros(text) := text if text != "0"

lift(twice, below, _) := 1 if twice > below

lift(twice, below, _) := 0 if twice < below

lift(twice, below, floor_units) := floor_units % 2 if twice == below

bounded(units, charge_units, scale, digits) := units - 1 if {
	units * power_of_ten(digits) > charge_units * power_of_ten(scale)
}

bounded(units, charge_units, scale, digits) := units if {
	units * power_of_ten(digits) <= charge_units * power_of_ten(scale)
}

powers := [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000]

power_of_ten(exponent) := powers[exponent]

as_text(units, scale) := concat(".", [substring(digits, 0, count(digits) - scale), substring(digits, count(digits) - scale, scale)]) if {
	digits := sprintf("%0*d", [scale + 1, units])
}

decision := deny("abuse-detected") if {
	account.abuse_detected
} else := review("fraud-suspected") if {
	account.fraud_suspected
} else := review("repeated-attempts") if {
	history.claims_30d >= 10
} else := review("repeated-attempts") if {
	history.denied_30d >= 5
} else := deny("account-closed") if {
	standing in {"terminated", "banned"}
} else := review("account-suspended") if {
	standing == "suspended"
} else := deny("terms-violated") if {
	account.terms_violated
} else := approve("canceled-by-us", whole_charge) if {
	order.status == "canceled"
	order.canceled_by in {"system", "admin"}
} else := review(null) if {
	order.status == "canceled"
	not order.canceled_by
} else := deny("invalid-link") if {
	order.link_valid == false
} else := deny("invalid-link") if {
	claim_reason == "invalid_link"
} else := approve("undelivered-part", part_of_charge) if {
	order.status == "partial"
	undelivered > 0
} else := review(null) if {
	order.status == "partial"
	not is_number(object.get(order, "remains", null))
} else := approve("could-not-start", whole_charge) if {
	order.status in {"pending", "processing"}
	order.start_blocked_by in {"technical_issue", "service_unavailable"}
} else := deny("service-drop") if {
	claim_reason == "service_drop"
} else := deny("platform-delay") if {
	claim_reason == "platform_delay"
} else := deny("change-of-mind") if {
	claim_reason == "change_of_mind"
} else := deny("change-of-mind") if {
	order.status == "canceled"
	order.canceled_by == "customer"
} else := deny("service-description") if {
	claim_reason == "service_description"
} else := deny("completed") if {
	order.status in {"completed", "partial"}
} else := deny("in-progress") if {
	order.status == "in_progress"
} else := deny(null)
