//! The sentence around a code, in the languages of spec §8.6.

/// A language that codes are sent in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    German,
    EnglishGb,
    #[default]
    EnglishUs,
    SpanishLatinAmerica,
    SpanishSpain,
    FrenchCanada,
    FrenchFrance,
    Italian,
    Japanese,
    Korean,
    PortugueseBrazil,
    ChineseSimplified,
    ChineseTraditional,
}

impl Language {
    pub const ALL: [Self; 13] = [
        Self::German,
        Self::EnglishGb,
        Self::EnglishUs,
        Self::SpanishLatinAmerica,
        Self::SpanishSpain,
        Self::FrenchCanada,
        Self::FrenchFrance,
        Self::Italian,
        Self::Japanese,
        Self::Korean,
        Self::PortugueseBrazil,
        Self::ChineseSimplified,
        Self::ChineseTraditional,
    ];

    /// The value on the wire.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::German => "de-DE",
            Self::EnglishGb => "en-GB",
            Self::EnglishUs => "en-US",
            Self::SpanishLatinAmerica => "es-419",
            Self::SpanishSpain => "es-ES",
            Self::FrenchCanada => "fr-CA",
            Self::FrenchFrance => "fr-FR",
            Self::Italian => "it-IT",
            Self::Japanese => "ja-JP",
            Self::Korean => "ko-KR",
            Self::PortugueseBrazil => "pt-BR",
            Self::ChineseSimplified => "zh-CN",
            Self::ChineseTraditional => "zh-TW",
        }
    }

    /// The language of a tag, in any case.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// What is sent: code and brand in one sentence.
    #[must_use]
    pub fn sentence(self, code: &str, brand: &str) -> String {
        match self {
            Self::German => format!("Dies ist Ihr Einmalpasswort: {code} von {brand}"),
            Self::EnglishGb | Self::EnglishUs => format!("This is your One Time Password: {code} from {brand}"),
            Self::SpanishLatinAmerica => format!("Esta es su contraseña de un solo uso: {code} de {brand}"),
            Self::SpanishSpain => format!("Esta es tu contraseña de un solo uso: {code} de {brand}"),
            Self::FrenchCanada | Self::FrenchFrance => {
                format!("Voici votre mot de passe à usage unique : {code} de {brand}")
            }
            Self::Italian => format!("Questa è la tua password monouso: {code} da {brand}"),
            Self::Japanese => format!("{brand} のワンタイムパスワード: {code}"),
            Self::Korean => format!("{brand} 일회용 비밀번호: {code}"),
            Self::PortugueseBrazil => format!("Esta é sua senha de uso único: {code} de {brand}"),
            Self::ChineseSimplified => format!("这是您的一次性密码：{code}，来自 {brand}"),
            Self::ChineseTraditional => format!("這是您的一次性密碼：{code}，來自 {brand}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_code_and_brand_once() {
        for language in Language::ALL {
            let sentence = language.sentence("012345", "ExampleCorp");
            assert_eq!((sentence.matches("012345").count(), sentence.matches("ExampleCorp").count()), (1, 1), "{sentence}");
            assert_eq!(Language::of(&language.tag().to_lowercase()), Some(language));
        }
        assert_eq!(Language::of("en"), None);
        assert_eq!(Language::default().tag(), "en-US");
        assert_eq!(
            Language::EnglishUs.sentence("123456", "ExampleCorp"),
            "This is your One Time Password: 123456 from ExampleCorp"
        );
    }
}
