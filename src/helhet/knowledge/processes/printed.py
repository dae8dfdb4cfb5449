"""The answers of `helhet process` as plain lines for a terminal."""

from typing import Any


def lines(answer: Any) -> list[str]:
    """Plain lines for a terminal."""
    if isinstance(answer, list):
        return [f"{one['id']}: {one['title']} ({one['law']})" for one in answer]
    if "steps" in answer:
        return [line for step in answer["steps"] for line in _step_lines(step)]
    if "states" in answer:
        return _process_lines(answer)
    return [f"{name}: {fault}" for name, faults in answer.items() for fault in faults or ("utan fel",)]


def _step_lines(step: dict[str, Any]) -> list[str]:
    event = step["event"]
    lines = [f"{step['now']}: {event['act'] if event else 'tiden går'} → {step['state_label']} ({step['owner']})"]
    if step["refused"]:
        lines.append(f"    Går inte: {step['refused']['reason']} ({step['refused']['section']})")
    for one in step["deadlines"]:
        relief = f", kanske {one['relief']}" if one["relief"] else ""
        lines.append(f"    {one['rule']}: {one['strict']}{relief}, {one['status']} ({one['section']})")
    lines += [f"    Larm till {one['to']}: {one['text']}" for one in step["alarms"]]
    return lines + [f"    Saknas: {one['text']}" for one in step["missing"]]


def _process_lines(process: dict[str, Any]) -> list[str]:
    lines = [f"{process['title']} ({process['law']})", process["about"], "", "Lägen:"]
    lines += [f"    {one['id']}: {one['label']}, {one['owner_label']}" for one in process["states"]]
    lines += ["", "Handlingar:"]
    return lines + [f"    {one['id']}: {one['label']} ({', '.join(one['by'])})" for one in process["acts"]]
