"""Words in templates: dates, amounts, masks, the marks between pieces."""

from django.template import Library

from yimen.kernel.base.punctuation import joined, mark
from yimen.kernel.base.text import masked_name, masked_number, masked_phone
from yimen.kernel.web import words

register = Library()

for read in (
    words.cn_date,
    words.cn_datetime,
    words.cn_time,
    words.file_size,
    words.in_its_language,
    words.money,
    words.named,
    words.number,
    words.working_days,
):
    register.filter(read.__name__, read)


@register.filter
def masked_id(number: str) -> str:
    """2101**********1234."""
    return masked_number(str(number), head=4, tail=4)


register.filter("masked_name", masked_name)
register.filter("masked_phone", masked_phone)
register.filter("joined", joined)
register.simple_tag(mark)
