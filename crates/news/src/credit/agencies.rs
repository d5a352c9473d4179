//! The agencies, as a table: what they are called in which script, and on which hosts they publish.
//!
//! A new agency is one entry here and one line in `tests/cases/credits.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Place of an agency in [`AGENCIES`].
pub type AgencyNumber = u16;

/// What an agency does with texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Business {
    /// It writes them.
    Wire,
    /// It sells what others write: a credit of it is a channel where somebody else holds the rights.
    Distributor,
    /// It carries what issuers pay for.
    PressRelease,
}

/// One agency.
#[derive(Debug)]
pub struct Agency {
    /// What files call it.
    pub name: &'static str,
    /// Names that are nobody else's.
    pub names: &'static [&'static str],
    /// Short names that mean something else, too: they count only in the strictest forms.
    pub short: &'static [&'static str],
    /// Its hosts, without `www.`.
    pub domains: &'static [&'static str],
    /// What it does.
    pub business: Business,
}

const fn wire(
    name: &'static str,
    names: &'static [&'static str],
    short: &'static [&'static str],
    domains: &'static [&'static str],
) -> Agency {
    Agency { name, names, short, domains, business: Business::Wire }
}

const fn distributor(
    name: &'static str,
    names: &'static [&'static str],
    domains: &'static [&'static str],
) -> Agency {
    Agency { name, names, short: &[], domains, business: Business::Distributor }
}

const fn press_release(
    name: &'static str,
    names: &'static [&'static str],
    domains: &'static [&'static str],
) -> Agency {
    Agency { name, names, short: &[], domains, business: Business::PressRelease }
}

/// All agencies.
pub static AGENCIES: &[Agency] = &[
    wire(
        "AP",
        &["AP", "A.P.", "Associated Press", "ASSOCIATED PRESS", "美联社", "美聯社", "АП", "AP通信", "أ ب"],
        &[],
        &["apnews.com", "ap.org"],
    ),
    wire(
        "Reuters",
        &[
            "Reuters",
            "REUTERS",
            "路透社",
            "路透",
            "Рейтер",
            "Reuter",
            "ロイター",
            "로이터",
            "رويترز",
            "Ρόιτερς",
        ],
        &[],
        &["reuters.com"],
    ),
    wire(
        "AFP",
        &[
            "AFP",
            "Agence France-Presse",
            "Agence France Presse",
            "法新社",
            "АФП",
            "أ ف ب",
            "أ.ف.ب",
            "أف ب",
            "فرانس برس",
        ],
        &[],
        &["afp.com"],
    ),
    wire("CNN", &["CNN", "Cable News Network", "The-CNN-Wire"], &[], &["cnn.com"]),
    wire("UPI", &["UPI", "United Press International"], &[], &["upi.com"]),
    wire(
        "PA",
        &["PA Media", "Press Association", "PA news agency", "PA News Agency"],
        &["PA"],
        &["pa.media"],
    ),
    wire("Bloomberg", &["Bloomberg", "彭博社", "彭博"], &[], &["bloomberg.com"]),
    wire(
        "dpa",
        &["dpa", "DPA", "Dpa", "Deutsche Presse-Agentur", "dpa-infocom", "د ب أ", "德新社"],
        &[],
        &["dpa.com"],
    ),
    wire("dpa-AFX", &["dpa-AFX", "dpa-afx", "DPA-AFX"], &[], &["dpa-afx.de"]),
    wire("EFE", &["EFE", "Agencia EFE", "Efe", "埃菲社", "إفي"], &[], &["efe.com"]),
    wire("Europa Press", &["Europa Press", "EUROPA PRESS"], &[], &["europapress.es"]),
    wire("ANSA", &["ANSA", "Ansa"], &[], &["ansa.it"]),
    wire("Lusa", &["Lusa", "LUSA", "Agência Lusa"], &[], &["lusa.pt"]),
    wire("Agência Brasil", &["Agência Brasil", "Agencia Brasil"], &[], &["agenciabrasil.ebc.com.br"]),
    wire(
        "Xinhua",
        &["Xinhua", "XINHUA", "新华社", "新華社", "新华网", "新華網", "Синьхуа", "شينخوا"],
        &[],
        &["xinhuanet.com", "news.cn"],
    ),
    wire(
        "China News",
        &["China News Service", "中新社", "中新网", "中新網", "中国新闻网", "CNS报道"],
        &[],
        &["chinanews.com", "chinanews.com.cn", "ecns.cn"],
    ),
    wire("TASS", &["TASS", "ТАСС", "ITAR-TASS", "塔斯社", "Tass"], &[], &["tass.com", "tass.ru"]),
    wire("RIA", &["RIA Novosti", "РИА Новости", "俄新社"], &["RIA", "РИА"], &["ria.ru"]),
    wire(
        "Interfax",
        &["Interfax", "INTERFAX", "Интерфакс", "ИНТЕРФАКС", "INTERFAX.RU"],
        &[],
        &["interfax.ru", "interfax.com"],
    ),
    wire("PTI", &["PTI", "Press Trust of India", "पीटीआई", "पीटीआइ"], &[], &["ptinews.com"]),
    wire("ANI", &["Asian News International", "एएनआई"], &["ANI"], &["aninews.in"]),
    wire("IANS", &["IANS", "Indo-Asian News Service", "आईएएनएस"], &[], &["ians.in"]),
    wire(
        "Kyodo",
        &["Kyodo News", "Kyodo", "KYODO", "共同通信", "共同社"],
        &["共同"],
        &["english.kyodonews.net", "kyodonews.jp", "nordot.app"],
    ),
    wire("Jiji", &["Jiji Press", "Jiji", "JIJI", "時事通信", "时事社"], &["時事"], &["jiji.com"]),
    wire(
        "Yonhap",
        &["Yonhap", "YONHAP", "연합뉴스", "韩联社", "韓聯社"],
        &["聯合"],
        &["yna.co.kr", "en.yna.co.kr"],
    ),
    wire("Anadolu", &["Anadolu Agency", "Anadolu Ajansı", "Anadolu", "الأناضول"], &["AA"], &["aa.com.tr"]),
    wire("Belga", &["Belga", "BELGA"], &[], &["belga.be", "belganewsagency.eu"]),
    wire("ANP", &["Algemeen Nederlands Persbureau"], &["ANP"], &["anp.nl"]),
    wire("APA", &["Austria Presse Agentur", "APA-OTS"], &["APA"], &["apa.at"]),
    wire(
        "SDA",
        &["Keystone-SDA", "Keystone-ATS", "Schweizerische Depeschenagentur"],
        &["SDA", "sda", "ATS"],
        &["keystone-sda.ch"],
    ),
    wire("Ritzau", &["Ritzau", "RITZAU", "/ritzau/"], &[], &["ritzau.dk"]),
    wire("NTB", &["Norsk Telegrambyrå", "NTB-AFP"], &["NTB"], &["ntb.no"]),
    wire("TT", &["Tidningarnas Telegrambyrå", "TT-AFP"], &["TT"], &["tt.se"]),
    wire("PAP", &["Polska Agencja Prasowa"], &["PAP"], &["pap.pl"]),
    wire("ČTK", &["ČTK", "Česká tisková kancelář"], &["CTK"], &["ctk.cz", "ceskenoviny.cz"]),
    wire("MTI", &["Magyar Távirati Iroda"], &["MTI"], &["mti.hu"]),
    wire(
        "Ukrinform",
        &["Ukrinform", "Укрінформ", "УКРІНФОРМ", "Укринформ"],
        &[],
        &["ukrinform.net", "ukrinform.ua"],
    ),
    wire("Bernama", &["Bernama", "BERNAMA"], &[], &["bernama.com"]),
    wire(
        "Antara",
        &["ANTARA", "Antara News", "LKBN Antara", "Kantor Berita Antara"],
        &["Antara"],
        &["antaranews.com"],
    ),
    wire("IRNA", &["IRNA", "ایرنا"], &[], &["irna.ir"]),
    wire("WAM", &["Emirates News Agency"], &["WAM", "وام"], &["wam.ae"]),
    wire("SPA", &["Saudi Press Agency", "وكالة الأنباء السعودية"], &["SPA", "واس"], &["spa.gov.sa"]),
    wire(
        "MENA",
        &["Middle East News Agency", "Mena News Agency", "وكالة أنباء الشرق الأوسط"],
        &["MENA"],
        &["mena.org.eg"],
    ),
    wire("AAP", &["Australian Associated Press", "AAP FactCheck"], &["AAP"], &["aap.com.au"]),
    wire(
        "CP",
        &["Canadian Press", "CANADIAN PRESS", "La Presse Canadienne", "La Presse canadienne"],
        &["CP"],
        &["thecanadianpress.com"],
    ),
    wire("CNA", &["中央社", "中央通訊社", "Central News Agency"], &[], &["cna.com.tw", "focustaiwan.tw"]),
    wire("States Newsroom", &["States Newsroom"], &[], &["statesnewsroom.com"]),
    wire("The Conversation", &["The Conversation"], &[], &["theconversation.com"]),
    wire("ProPublica", &["ProPublica"], &[], &["propublica.org"]),
    wire("KFF", &["KFF Health News", "Kaiser Health News"], &["KFF"], &["kffhealthnews.org", "khn.org"]),
    distributor(
        "NYT News Service",
        &["New York Times News Service", "NYT News Service", "N.Y. Times News Service"],
        &[],
    ),
    distributor(
        "TNS",
        &["TNS", "Tribune News Service", "Tribune Content Agency"],
        &["tribunecontentagency.com"],
    ),
    press_release(
        "PR Newswire",
        &["PRNewswire", "PR Newswire", "PRNEWSWIRE"],
        &["prnewswire.com", "prnewswire.co.uk"],
    ),
    press_release(
        "Business Wire",
        &["Business Wire", "BUSINESS WIRE", "BUSINESSWIRE"],
        &["businesswire.com"],
    ),
    press_release(
        "GlobeNewswire",
        &["GlobeNewswire", "GLOBE NEWSWIRE", "Globe Newswire", "GlobeNewsWire"],
        &["globenewswire.com"],
    ),
    press_release("ACCESSWIRE", &["ACCESSWIRE", "ACCESS Newswire"], &["accesswire.com"]),
];

static BY_NAME: LazyLock<HashMap<String, AgencyNumber>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (number, agency) in (0..).zip(AGENCIES) {
        for name in agency.names.iter().chain(agency.short).chain([&agency.name]) {
            by_name.entry(plain(name)).or_insert(number);
        }
    }
    by_name
});

/// Lower case, signs and a leading article apart.
fn plain(name: &str) -> String {
    let letters: String =
        name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.strip_prefix("the").map(str::to_owned).unwrap_or(letters)
}

/// The agency with this name, in any of its languages.
pub fn agency_named(name: &str) -> Option<AgencyNumber> {
    BY_NAME.get(&plain(name)).copied()
}

/// The agency whose own site this is, by the host of the address and by what the outlet is called.
pub fn agency_of_site(outlet: Option<&str>, host: Option<&str>) -> Option<AgencyNumber> {
    let of_host = |host: &str| {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let is_under = |domain: &&str| {
            host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let at = AGENCIES.iter().position(|agency| agency.domains.iter().any(is_under))?;
        Some(at as AgencyNumber)
    };
    host.and_then(of_host)
        .or_else(|| outlet.and_then(|outlet| of_host(outlet).or_else(|| agency_named(outlet))))
}

/// What files call the agency.
pub fn agency_name(agency: AgencyNumber) -> &'static str {
    AGENCIES[agency as usize].name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_belongs_to_two_agencies() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for agency in AGENCIES {
            for name in agency.names.iter().chain(agency.short) {
                assert_eq!(*seen.entry(name).or_insert(agency.name), agency.name, "{name}");
            }
        }
    }

    #[test]
    fn agencies_are_found_by_name_and_by_site() {
        let named = |name| agency_named(name).map(agency_name);
        assert_eq!(named("the associated press"), Some("AP"));
        assert_eq!(named("新华社"), Some("Xinhua"));
        assert_eq!(named("Tolm Times"), None);
        let site = |outlet, host| agency_of_site(outlet, host).map(agency_name);
        assert_eq!(site(None, Some("www.reuters.com")), Some("Reuters"));
        assert_eq!(site(Some("edition.cnn.com"), None), Some("CNN"));
        assert_eq!(site(Some("AFP"), Some("tolm.example")), Some("AFP"));
        assert_eq!(site(None, Some("notreuters.com")), None);
        assert_eq!(site(Some("Sputnik Times"), None), None);
    }
}
