"""What two at once run into, in words: the database has the last one, and says it so that a person understands."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.constraints import register

register("publication_has_one_version_in_preparation", _("这件信息已有正在准备的版本，请先完成或者放弃它。"))
register("version_has_one_open_check", _("这份稿件已经在审查中。"))
register("nobody_signs_a_check_twice", _("您已经在前面的环节签署过意见，同一人不能重复审查。"))
register("check_has_one_opinion_a_step", _("这一环节已经签署过意见。"))
register("drafter_does_not_check", _("您参与起草了这份稿件，不能审查。"))
register("check_has_one_open_referral", _("已经提请确定，正在等待答复。"))
register("publication_comes_once", _("这件信息已经转入或者公开。"))
register("publication_is_repealed_once", _("这件信息已经登记废止。"))
register("publication_has_one_open_retraction_order", _("已经责令撤回，正在等待执行。"))
register("guide_number_once_in_an_org", _("指南在您打开以后已经更新，请对照最新一版后再公布。"))
register("compilation_number_once_in_an_org", _("有人刚刚编印了同一版汇编，请刷新页面。"))
register("classification_code_once_in_a_scheme", _("这个代码已经用过，停用的也不能再用。"))
register("org_has_one_standing_check_of_a_class", _("这个类别已有正在办理或者有效的类别审查。"))
register("version_has_a_file_once", _("这个文件已经是附件。"))
register("version_number_once_in_a_publication", _("有人刚刚公开了另一个版本，请刷新页面。"))
register("disclosure_publication_index_number_key", _("索引号已经使用，请重试。"))
