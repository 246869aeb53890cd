"""Surnames, by how much else they may be: the hundred commonest, rarer ones, and those that begin other words."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# Rarer ones that begin no everyday word.
_CLEAR = (
    "褚戚喻窦奚郎鲁昌俞酆鲍岑滕邬卞卜穆湛祁禹狄臧茅庞屈阮闵娄刁骆霍虞柯昝裘缪贲郁邢裴翁荀甄芮羿靳汲邴糜巫隗宓郗仇栾钭"
    "詹郜蓟邰蔺胥莘逄姬冉郦雍郤璩濮扈郏晏瞿茹宦庾暨耿匡寇阙殳夔巩厍晁敖訾阚饶鞠蒯竺逯桓聂樊涂倪闫付蒲欧伊燕柳殷翟葛"
)
# Those that do: 安装, 解决, 施工, 章程. Only where nothing but a name is to be expected.
WORDY = (
    "解卫尤施华柏水章云苗凤花费廉毕安常乐于时皮齐康伍元平和米贝明计伏成谈纪舒项祝蓝席季麻强路危童颜梅盛凌支经管房干应宗宣"
    "单杭洪包诸左吉钮嵇滑荣羊惠曲家封储松井富乌焦巴弓牧山谷车蓬全班仰秋仲宫宁暴甘厉戎祖符景束幸司韶印宿怀从鄂索咸籍卓屠"
    "蒙池乔阴能苍双闻党贡劳申扶堵宰桑桂牛寿通边冀浦尚农温别庄柴充慕连习艾鱼容古易慎戈终居衡步都满弘国文广禄东沃利蔚越隆"
    "师勾融冷辛那简空曾毋沙养须丰巢关相查后荆红游权盖益公肖代丛鹿苟冶尧佘操候占底岳帅晋楚肇初战原鄢雒冒"
)
NAMING = "".join(dict.fromkeys(SURNAMES + _CLEAR))
