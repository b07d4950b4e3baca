"""收缴 — how money finds who asked for it: payment codes, what the bank reports, and whose code it is.

A module that asks for money gives its bill a code (``codes.payment_code``), says where it is paid to (``account``),
and registers a collector (``dues.register``). Whoever keeps the treasury's account reads the bank's file by
``bank.gateway`` and hands each sum to whom its code belongs. No tables, no rules of any bill (docs/decisions/0064).
"""
