//! Text of a script without spaces: random Chinese characters.

use crate::generate::prose::english::{Form, push_number};
use crate::generate::random::Random;

/// Common characters, most of them nouns, verbs and adjectives or parts of them.
const CHARACTERS: &str = "\
国人民大会社区学生工作市场经济发展政府部门公司产业技术研究科教育医院疫情健康交通道路铁车站机航空海港船员农村土地粮食水利电力能源环境保护\
气候温度降雨雪风暴灾害救援安全警察法律案件审判律师责任合同贸易出口进货币银行金融投资股票基利率税收财务预算价格消费者商品质量服务旅游景点\
文化艺术音乐电影演员作家书籍出版新闻记编辑报纸广播视频网络信息数据软件硬智慧城建设工程项目计划目标任务完成提高增长减少下降上升超过达到\
同比月季年度首次最高低平均总额约万亿元千百十余名位条件座家所中心东西南北部地方省县镇乡街道河湖山林草原沙漠岛屿沿岸边境内外世界亚洲欧美\
非主席总理长代表团访问谈判协议签署合作伙伴关系友好支持反对批评呼吁要求希望表示指出强调认为宣布介绍透露称告诉采访调查结果显示分析原因影响\
问题解决措施办法制度改革创新开放推动促进加快实现保障改善优化调整整体结构体系标准管理监督检查执行落实组织领导干部群众青年妇女儿童老人家庭\
房屋住宅楼层租买卖店铺超市餐厅菜肴茶酒果蔬肉鱼米面油盐糖运动比赛冠军球队员教练足篮排乒羽泳跑步训练胜负得分奖牌历史古代遗址博物馆展览传\
统节日春夏秋冬早晚夜晨午今明昨天星期周末假期活动庆祝仪式参加观看游客市志愿者医护士药品手术病毒感染检测接种苗治疗康复";

/// Frequent particles.
const PARTICLES: [&str; 14] =
    ["的", "了", "在", "和", "是", "将", "对", "从", "与", "为", "被", "向", "并", "也"];

/// Family names.
const FAMILY_NAMES: &str =
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";

/// Characters are drawn with a probability that falls as 1 / (rank + shift), as words are.
const RANK_SHIFT: f64 = 60.0;

/// Steps of the drawing table, more than the number of characters, so that each has one.
const DRAW_STEPS: usize = 4096;

/// State of the writer of one text.
pub(crate) struct Chinese {
    words: Random,
    fill: Random,
    drawing: &'static [char],
    people: [String; 2],
    place: String,
    /// Source that a mention names.
    pub(crate) source: String,
}

fn drawing_table() -> &'static [char] {
    static TABLE: std::sync::LazyLock<Vec<char>> = std::sync::LazyLock::new(|| {
        let characters = distinct_characters();
        let len = characters.len() as f64;
        let rank = |step: usize| {
            let probability = (step as f64 + 0.5) / DRAW_STEPS as f64;
            RANK_SHIFT * ((len + RANK_SHIFT) / RANK_SHIFT).powf(probability) - RANK_SHIFT
        };
        (0..DRAW_STEPS).map(|step| characters[(rank(step) as usize).min(characters.len() - 1)]).collect()
    });
    &TABLE
}

/// The table's characters, each once.
fn distinct_characters() -> Vec<char> {
    let mut seen = std::collections::HashSet::new();
    CHARACTERS.chars().filter(|character| seen.insert(*character)).collect()
}

impl Chinese {
    pub(crate) fn new(words: Random, mut fill: Random) -> Chinese {
        let drawing = drawing_table();
        let people = std::array::from_fn(|_| person(&mut fill));
        let place = (0..2).map(|_| *fill.pick(drawing)).collect();
        Chinese { words, fill, drawing, people, place, source: String::new() }
    }

    /// The place that a dateline names.
    pub(crate) fn scene(&self) -> &str {
        &self.place
    }

    /// Writes one sentence, headline or line.
    pub(crate) fn push(&mut self, form: Form, text: &mut String) {
        match form {
            Form::Sentence => self.push_sentence(text),
            Form::TableLine => {
                self.push_clause(text);
                self.push_figure(text);
                self.push_clause(text);
                self.push_figure(text);
                text.push('。');
            }
            Form::Quote => {
                self.push_person(text);
                text.push_str("表示：“");
                self.push_sentence(text);
                text.push('”');
            }
            Form::Headline => {
                self.push_clause(text);
                text.push(' ');
                self.push_clause(text);
            }
            Form::Caption => {
                text.push_str("图：");
                self.push_clause(text);
                self.push_figure(text);
                text.push_str("日，");
                self.push_clause(text);
                text.push('。');
            }
            Form::Mention => {
                text.push('据');
                text.push_str(&self.source);
                text.push_str("报道，");
                self.push_sentence(text);
            }
        }
    }

    /// Two to four clauses, commas between them.
    fn push_sentence(&mut self, text: &mut String) {
        for _ in 0..self.words.between(1, 3) {
            self.push_clause(text);
            text.push('，');
        }
        self.push_clause(text);
        text.push('。');
    }

    /// Three to six words of one or two characters, with particles between some.
    fn push_clause(&mut self, text: &mut String) {
        match self.words.below(12) {
            0 => self.push_person(text),
            1 => text.push_str(&self.place),
            2 => self.push_figure(text),
            _ => {}
        }
        for _ in 0..self.words.between(3, 6) {
            let drawn = self.words.next();
            text.push(self.drawing[(drawn >> 52) as usize]);
            if drawn & 3 != 0 {
                text.push(self.drawing[(drawn >> 40 & 0xfff) as usize]);
            }
            if drawn >> 2 & 3 == 0 {
                text.push_str(PARTICLES[(drawn >> 4 & 0xffff) as usize % PARTICLES.len()]);
            }
        }
    }

    fn push_figure(&mut self, text: &mut String) {
        push_number(self.fill.between(2, 9_999), text);
    }

    fn push_person(&mut self, text: &mut String) {
        text.push_str(self.fill.pick(&self.people).as_str());
    }
}

/// A character other than the one that `character` is.
pub(crate) fn character_other_than(character: &str, random: &mut Random) -> char {
    loop {
        let drawn = *random.pick(drawing_table());
        if !character.starts_with(drawn) {
            return drawn;
        }
    }
}

/// A family name and one or two characters.
pub(crate) fn person(random: &mut Random) -> String {
    let families: Vec<char> = FAMILY_NAMES.chars().collect();
    let mut name = String::from(*random.pick(&families));
    for _ in 0..random.between(1, 2) {
        name.push(*random.pick(drawing_table()));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_the_table_can_be_drawn() {
        let characters = distinct_characters();
        assert!((400..=800).contains(&characters.len()), "{}", characters.len());
        assert!(characters.iter().all(|character| drawing_table().contains(character)));
    }
}
