"""The peer: 受理 → 审核 → 批准 → 用印 as a BPMN of four user tasks, run by SpiffWorkflow, its state in PostgreSQL.

A step is what a web server without memory does: lock and read the state, run one task, save the state, commit.
"""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any

BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org">
  <bpmn:process id="approval" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="accept" name="accept"><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing></bpmn:userTask>
    <bpmn:userTask id="examine" name="examine"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
    <bpmn:userTask id="approve" name="approve"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
    <bpmn:userTask id="conclude" name="conclude"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="accept"/>
    <bpmn:sequenceFlow id="f1" sourceRef="accept" targetRef="examine"/>
    <bpmn:sequenceFlow id="f2" sourceRef="examine" targetRef="approve"/>
    <bpmn:sequenceFlow id="f3" sourceRef="approve" targetRef="conclude"/>
    <bpmn:sequenceFlow id="f4" sourceRef="conclude" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>"""


@lru_cache(maxsize=1)
def _tools() -> tuple[Any, Any]:
    from lxml import etree
    from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(BPMN.encode())))
    return parser.get_spec("approval"), BpmnWorkflowSerializer()


def _case_data() -> dict[str, Any]:
    """What the engine must know of a case: the applicant's statements, answers and materials, as our tables hold them."""
    from yimen.modules.approvals.models import Application

    application = (
        Application.objects.filter(state="submitted").select_related("case", "item").order_by("-pk")[0]
    )
    materials = [
        {
            "key": row.key,
            "name": row.name,
            "file": row.file_id,
            "added_by": row.added_by,
            "added_at": str(row.added_at),
        }
        for row in application.materials.all()
    ]
    return {
        "number": application.number,
        "item": application.item.code,
        "applicant": application.applicant_name,
        "subject": application.subject,
        "statement": application.statement,
        "phone": application.contact_phone,
        "answers": application.answers,
        "materials": materials,
    }


def fill(count: int) -> None:
    """So many fresh processes, each waiting for its first task."""
    from django.db import connection
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

    spec, serializer = _tools()
    workflow = BpmnWorkflow(spec)
    workflow.data.update(_case_data())
    workflow.do_engine_steps()
    state = json.dumps(serializer.to_dict(workflow), default=str)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_spiff")
        cursor.execute("CREATE TABLE bench_spiff (id bigint PRIMARY KEY, state jsonb NOT NULL)")
        cursor.execute(
            "INSERT INTO bench_spiff SELECT n, %s::jsonb FROM generate_series(1, %s) AS n", [state, count]
        )


def run(first: int, count: int) -> None:
    """So many steps: four of each process, one after the other, each in a transaction of its own."""
    from django.db import connection, transaction
    from SpiffWorkflow import TaskState

    _spec, serializer = _tools()
    for number in range(first, first + count):
        with transaction.atomic(), connection.cursor() as cursor:
            process = number // 4 + 1
            cursor.execute("SELECT state FROM bench_spiff WHERE id = %s FOR UPDATE", [process])
            stored = cursor.fetchone()[0]
            workflow = serializer.from_dict(json.loads(stored) if isinstance(stored, str) else stored)
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            if task is None:  # two clients meet at the edge of their ranges
                continue
            task.data["by"] = "clerk"
            task.run()
            workflow.do_engine_steps()
            cursor.execute(
                "UPDATE bench_spiff SET state = %s::jsonb WHERE id = %s",
                [json.dumps(serializer.to_dict(workflow), default=str), process],
            )
