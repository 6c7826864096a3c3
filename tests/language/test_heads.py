"""Head nouns of indicator names from every policy field, with hand-written expectations.

A line is: name | kind polarity [flags]; flags are b (bounded), x (may exceed), c (cost), d (demand).
"""

from __future__ import annotations

import pytest

from perflint.language.heads import head_of
from perflint.language.lexicon import heads

NAMES = """
# education
义务教育巩固率 | rate + b
学前三年毛入园率 | rate +
小学适龄儿童入学率 | rate + b
高中阶段毛入学率 | rate +
家庭经济困难学生资助覆盖率 | rate + b
义务教育阶段辍学率 | rate - b
学生近视率 | rate - b
学生近视率下降幅度 | rate + x
教师培训合格率 | rate + b
受资助学生数 | count 0
新增学位数 | count 0
生均公用经费标准 | money 0 c
校舍维修改造面积 | count 0
课后服务家长满意度 | degree + b
普惠性幼儿园覆盖率 | rate + b
公办园在园幼儿占比 | rate 0 b
失学儿童劝返人数 | count 0
辍学人数 | count -
# health
孕产妇死亡率 | rate - b
婴儿死亡率 | rate - b
适龄儿童疫苗接种率 | rate + b
高血压患者规范管理率 | rate + b
血压控制率 | rate + b
传染病发病率 | rate - b
传染病发病率下降率 | rate + x
医院感染率 | rate - b
抢救成功率 | rate + b
病床使用率 | rate +
平均住院日 | time -
门诊次均费用增幅 | rate - x
药占比 | rate - b
出生缺陷发生率 | rate - b
新生儿疾病筛查率 | rate + b
居民健康素养水平 | rate + b
人均预期寿命 | index + x
个人自付比例 | rate - b
政策范围内住院费用报销比例 | rate + b
门急诊人次 | count 0 d
医疗纠纷数 | count -
疫情报告及时率 | rate + b
# roads, transport
路面技术状况优良率 | rate + b
农村公路列养率 | rate + b
养护里程 | count 0
万车死亡率 | rate - b
公交车辆准点率 | rate + b
公交出行分担率 | rate + b
建制村通客车率 | rate + b
道路拥堵率 | rate - b
拥堵延时指数 | index - x
超限超载率 | rate - b
路灯亮灯率 | rate + b
桥梁维修座数 | count 0
每公里养护成本 | money 0 c
# water
管网漏损率 | rate - b
供水管网漏损率 | rate - b
供水水质合格率 | rate + b
集中供水率 | rate + b
自来水普及率 | rate + b
灌溉水有效利用系数 | index + x
水土流失面积 | count -
水土流失治理面积 | count 0
新增水土流失治理率 | rate + b
考核断面水质优良比例 | rate + b
河道清淤长度 | count 0
停水次数 | count -
万元GDP用水量 | index - x
# agriculture
农作物秸秆综合利用率 | rate + b
畜禽粪污综合利用率 | rate + b
病死畜禽无害化处理率 | rate + b
强制免疫抗体合格率 | rate + b
畜禽死亡率 | rate - b
化肥使用量 | count -
粮食产量 | count 0
高标准农田建设面积 | count 0
主要农作物耕种收综合机械化率 | rate + b
耕地撂荒率 | rate - b
返贫率 | rate - b
脱贫户返贫发生率 | rate - b
农民人均可支配收入增长率 | rate + x
村集体经济收入 | money + x
农业保险理赔及时率 | rate + b
农产品质量安全抽检合格率 | rate + b
带动农户户均增收 | money + x
# police, courts, justice
刑事案件破案率 | rate + b
现行命案破案率 | rate + b
刑事案件发案率 | rate - b
刑事发案下降率 | rate + x
重新犯罪率 | rate - b
社区矫正对象再犯罪率 | rate - b
法律援助案件数 | count 0 d
投诉举报案件结案率 | rate + b
信访案件办结率 | rate + b
信访事项按期答复率 | rate + b
越级上访人次 | count -
矛盾纠纷化解率 | rate + b
接处警数 | count 0 d
事故处理率 | rate + b
交通事故处理及时率 | rate + b
交通事故死亡人数 | count -
执行案件到位率 | rate + b
法定审限内结案率 | rate + b
案件改判率 | rate - b
人民调解成功率 | rate + b
电信诈骗案件破获数 | count 0
# emergency, safety, market supervision
生产安全事故起数 | count -
安全生产事故发生率 | rate - b
亿元GDP死亡率 | rate - b
重大隐患整改率 | rate + b
应急演练次数 | count 0
森林火灾受害率 | rate - b
火灾扑救及时率 | rate + b
食品抽检不合格率 | rate - b
食品抽检合格率 | rate + b
食品抽检批次 | count 0
特种设备定检率 | rate + b
消费者投诉处理率 | rate + b
消费者投诉率 | rate - b
查处违规行为数量 | count 0
违规行为次数 | count -
受灾群众救助率 | rate + b
物资储备量 | count 0
# culture, sport, tourism
广播电视综合覆盖率 | rate + b
安全播出率 | rate + b
文物修缮合格率 | rate + b
公益电影放映场次 | count 0
图书借阅量 | count 0
游客接待人次 | count 0
旅游收入 | money + x
旅游收入增长率 | rate + x
游客投诉率 | rate - b
展览天数 | time + x
场馆免费开放时长 | time + x
非遗传承人补助标准 | money 0 c
# environment, forestry
PM2.5平均浓度 | index - x
空气质量优良天数比率 | rate + b
空气质量优良天数 | time + x
重度污染天数 | time -
二氧化硫排放量 | count -
污染物减排率 | rate + x
生活污水处理率 | rate + b
生活垃圾无害化处理率 | rate + b
垃圾清运及时率 | rate + b
森林覆盖率 | rate + b
造林成活率 | rate + b
造林面积 | count 0
林业有害生物成灾率 | rate - b
森林蓄积量 | index + x
草原综合植被盖度 | rate + b
单位GDP能耗降低率 | rate + x
建成区绿化覆盖率 | rate + b
水质超标率 | rate - b
# IT operation
系统故障率 | rate - b
系统故障修复率 | rate + b
故障响应时间 | time -
故障修复时间 | time -
系统正常运行率 | rate + b
系统可用率 | rate + b
网络丢包率 | rate - b
漏洞修复及时率 | rate + b
数据共享率 | rate + b
网络安全事件数 | count -
平均无故障运行时间 | time + x
年宕机次数 | count -
系统维护次数 | count 0
设备使用年限 | time + x
工单办结率 | rate + b
热线接通率 | rate + b
# construction, housing
工程验收合格率 | rate + b
工程返工率 | rate - b
工程变更率 | rate - b
工程造价 | money 0 c
概算投资完成率 | rate + x
投资控制率 | rate 0 xc
公租房空置率 | rate - b
公租房入住率 | rate + b
棚户区改造套数 | count 0
农民工工资拖欠率 | rate - b
施工工期 | time -
质保期 | time + x
危房改造完成率 | rate + x
缺陷责任期 | time + x
设计变更次数 | count -
# social security, labour, civil affairs
失业人员再就业人数 | count 0
失业人员再就业率 | rate + b
城镇登记失业率 | rate - b
城镇调查失业率 | rate - b
降低城镇登记失业率 | rate - b
登记失业人数 | count -
城镇新增就业人数 | count 0
城乡居民养老保险参保率 | rate + b
养老金按时足额发放率 | rate + b
欠薪案件结案率 | rate + b
劳动争议案件依法按期结案的数量 | count 0 d
帮助讨薪农民工人数 | count 0 d
追回拖欠工资金额 | money 0 d
离退休人数 | count 0 d
公益性岗位补贴人均标准 | money 0 c
临时救助人次 | count 0 d
低保对象认定准确率 | rate + b
救助流浪乞讨人员数量 | count 0
养老机构床位使用率 | rate +
孤儿基本生活费发放率 | rate + b
火化率 | rate + b
优抚对象满意度 | degree + b
低保错保率 | rate - b
参保断保率 | rate - b
# tax, finance, assets
税收收入增长率 | rate + x
税款入库率 | rate + b
纳税人投诉率 | rate - b
预算执行率 | rate + b
结转结余率 | rate - b
三公经费增长率 | rate - x
成本节约率 | rate + x
成本控制率 | rate 0 xc
项目或定额成本控制率 | rate 0 xc
预算偏差率 | rate - x
资产闲置率 | rate - b
国有资本保值增值率 | rate + x
投入产出比 | rate + x
产销率 | rate + x
资产负债率 | rate - b
不良贷款率 | rate - b
隐性债务规模 | money -
政府采购节约率 | rate + x
撬动社会资本 | money + x
贷款贴息率 | rate 0 x
# general office, personnel
办公场所数量 | count =
单位人数 | count =
编制数 | count =
会议次数 | count 0
因公出国人次 | count -
人员流失率 | rate - b
培训人次 | count 0
档案数字化率 | rate + b
文件差错率 | rate - b
公文办理时限 | time -
经费支出控制率 | rate 0 xc
工作效率 | degree +
工作进度 | degree +
业务能力 | degree +
服务时长 | time + x
完成时间 | time 0
资金拨付时限 | time -
# traps: labels, brackets, formulas, values, verbs of change, endings that measure nothing
社会保险补贴发放准确率（%） | rate + b
补贴标准（元/人·月） | money 0 c
结案率=完成案件/总案件 | rate + b
总成本控制率=本年度运转经费/上年度实际运转经费*100% | rate 0 xc
正常运转比率=保障正常运转事项/所有正常运转事项*100% | rate + b
到位准确率：准确发放人数*100% | rate + b
指标1：城乡居民参保率 | rate + b
数量指标：培训人数 | count 0
其中：重大事故起数 | count -
办公场所数量： 档案室1个。 | count =
预计100人 | count 0
预计2023年退休人员22932人 | count 0
风险金储备金额360万 | money 0
城乡居民养老保险参保率≥95% | rate + b
群众满意度提升 | degree + x
参保率提高 | rate + x
失业率下降 | rate + x
办理时间缩短 | time + x
发病率上升 | rate - x
持续保障基层事业单位人才力量 | other 0
建立健全内部控制制度 | other 0
保证社保工作顺利开展 | verbal + b
劳动争议案件依法按期结案 | verbal + b
养老金按时足额发放 | verbal + b
应保尽保 | verbal + b
完成本年度各项工作 | verbal + x
年底前完成本年所有立案案件 | verbal + x
保质保量的完成材料收集和上报工作 | verbal + x
系统正常运行 | verbal + b
维护农民工的合法利益 | none 0
持续促进政务信息队伍建设 | none 0
持续保障就业、社保工作开展 | none 0
维护社会和谐稳定 | other 0
为退休人员生活提供保障 | other 0
可持续性 | degree +
维护社会稳定性 | degree +
规范收费 | other 0
重大舆情数 | count -
控辍保学劝返率 | rate + b
零事故 | count 0
# what went wrong, and what is done about it
贴息资金重复申报率 | rate - b
补助资金违规申领率 | rate - b
帮教期内再犯率 | rate - b
黑臭水体反弹率 | rate - b
档案不规范率 | rate - b
问题未整改率 | rate - b
培训缺课率 | rate - b
首末班误点率 | rate - b
服务器内存占用率 | rate 0 b
工业用水重复利用率 | rate + b
违规行为查处率 | rate + b
违禁品检出率 | rate + b
错时停车共享率 | rate + b
不动产登记办结率 | rate + b
未成年人救助率 | rate + b
隐患整改率 | rate + b
学生营养不良检出率 | rate - b
森林火灾发生次数 | count -
违规野外用火起数 | count -
救助失学人数 | count 0
治理水土流失面积 | count 0
安全生产无事故天数 | time 0
参保居民次均住院自付费用 | money -
规上企业研发经费增长率 | rate + x
行政经费增长率 | rate - x
含水率 | rate 0 b
审减率 | rate 0 b
保障出车台次 | count 0
走访户次 | count 0
"""

_POLARITY = {"+": "positive", "-": "negative", "0": "neutral", "=": "exact"}
_CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in NAMES.splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("name", "expected"), _CASES)
def test_head(name: str, expected: str) -> None:
    kind, sign, *flags = expected.split()
    head = head_of(name)
    found = {
        "b": head.bounded, "x": head.may_exceed, "c": head.cost, "d": head.demand_driven,
    }  # fmt: skip
    assert (head.kind, head.polarity) == (kind, _POLARITY[sign])
    assert {flag for flag, is_so in found.items() if is_so} == set("".join(flags))


def test_there_are_enough_cases_and_heads() -> None:
    assert len(_CASES) >= 200
    assert len(heads()) >= 400


@pytest.mark.parametrize("name", [case[0] for case in _CASES])
def test_place_of_the_head_in_the_name_as_written(name: str) -> None:
    head = head_of(name)
    if head.text:
        assert name[head.start : head.start + len(head.text)] == head.text


def test_place_counts_in_the_raw_name() -> None:
    head = head_of(" 群众　满意度 （％）")
    assert head.text == "群众满意度"
    assert head.start == 1


@pytest.mark.parametrize(
    "name", ["", " ", "=", "：", "（%）", "100", "≥95%", "÷", "率", "指标", "\n"]
)
def test_names_that_are_none(name: str) -> None:
    assert head_of(name).kind in ("none", "other", "rate", "count")
