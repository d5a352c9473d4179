//! Answers of servers, without their transfer encodings.

use super::headers::{HeaderLines, charset_of, header_of, media_type};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;
use wirecopy_article::RejectReason;

/// Bytes of the largest page when it is decompressed.
const DECODED_BYTES_MAX: u64 = 64 << 20;

/// Bytes that brotli reads at once.
const BROTLI_BUFFER_BYTES: usize = 1 << 16;

/// The body of an answer, with what was said of it.
pub(super) struct PagePayload<'a> {
    pub(super) body: Cow<'a, [u8]>,
    pub(super) media_type: Option<String>,
    pub(super) charset: Option<String>,
}

impl<'a> PagePayload<'a> {
    /// A body that is not a server's response.
    pub(super) fn plain(body: &'a [u8], content_type: Option<&str>) -> PagePayload<'a> {
        PagePayload {
            body: Cow::Borrowed(body),
            media_type: content_type.map(media_type),
            charset: content_type.and_then(charset_of).map(str::to_owned),
        }
    }

    /// The body of an answer.
    ///
    /// # Errors
    /// With the reason if the answer is not a page, or cannot be decoded.
    pub(super) fn of_answer(content: &'a [u8]) -> Result<PagePayload<'a>, RejectReason> {
        let (header, body) = match header_of(content) {
            Some((header, behind)) => (&content[header], &content[behind..]),
            None => (content, &[][..]),
        };
        let lines = HeaderLines::read(header);
        let status = lines.first.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).nth(1);
        let status = status.and_then(|status| std::str::from_utf8(status).ok()).unwrap_or("unknown");
        if !status.starts_with('2') {
            let status: String = status.chars().take(8).collect();
            return Err(RejectReason::NotAnArticle { what: format!("an answer of status {status}") });
        }
        let is_chunked = lines
            .get("Transfer-Encoding")
            .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        let mut body = Cow::Borrowed(body);
        if is_chunked && let Some(whole) = without_chunks(&body) {
            body = Cow::Owned(whole);
        }
        for coding in lines.get("Content-Encoding").unwrap_or_default().split(',').rev() {
            if let Some(decoded) = decompressed(&body, &coding.trim().to_ascii_lowercase()) {
                body = Cow::Owned(decoded);
            }
        }
        let content_type = lines.get("Content-Type");
        let PagePayload { media_type, charset, .. } = PagePayload::plain(&[], content_type);
        Ok(PagePayload { body, media_type, charset })
    }
}

/// A body without the lengths of its chunks; `None` if it has none, because the archive already
/// removed them. A body that is cut off ends with its last chunk.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some((length, behind)) = chunk_length(rest) else {
            return (!whole.is_empty()).then_some(whole);
        };
        let chunk = &rest[behind..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&chunk[..length.min(chunk.len())]);
        let Some(after) = chunk.get(length..) else { return Some(whole) };
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
}

/// The length that the first line states, and the offset after that line.
fn chunk_length(rest: &[u8]) -> Option<(usize, usize)> {
    /// Bytes of a length in digits, with an extension.
    const LINE_BYTES_MAX: usize = 256;
    let end = memchr::memchr(b'\n', &rest[..rest.len().min(LINE_BYTES_MAX)])?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let digits = line.split(';').next().unwrap_or(line).trim();
    Some((usize::from_str_radix(digits, 16).ok()?, end + 1))
}

/// A body without a compression; `None` if it is not compressed that way, because the archive
/// already removed it. A body that is cut off gives what is there.
fn decompressed(body: &[u8], coding: &str) -> Option<Vec<u8>> {
    let all = |reader: &mut dyn Read| {
        let mut decoded = Vec::new();
        // The error of a cut or damaged body leaves what was decoded before it.
        let read = reader.take(DECODED_BYTES_MAX).read_to_end(&mut decoded);
        (read.is_ok() || !decoded.is_empty()).then_some(decoded)
    };
    match coding {
        "gzip" | "x-gzip" => all(&mut MultiGzDecoder::new(body)),
        // Servers send both forms by this name.
        "deflate" => all(&mut ZlibDecoder::new(body)).or_else(|| all(&mut DeflateDecoder::new(body))),
        "br" => all(&mut brotli::Decompressor::new(body, BROTLI_BUFFER_BYTES)),
        "zstd" => all(&mut zstd::Decoder::new(body).ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(content: &[u8]) -> Vec<u8> {
        PagePayload::of_answer(content).unwrap().body.into_owned()
    }

    #[test]
    fn a_body_is_read_whatever_its_header_claims() {
        let gzip = crate::tests::gzip(b"herons");
        let head = |more: &str| format!("HTTP/1.1 200 OK\r\n{more}\r\n\r\n").into_bytes();
        let with = |more: &str, body: &[u8]| [head(more), body.to_vec()].concat();
        assert_eq!(
            body(&with("Transfer-Encoding: chunked", b"3\r\nher\r\n3;x=y\r\nons\r\n0\r\n\r\n")),
            b"herons"
        );
        assert_eq!(body(&with("Transfer-Encoding: chunked", b"herons")), b"herons");
        assert_eq!(body(&with("Transfer-Encoding: chunked", b"6\r\nher")), b"her");
        assert_eq!(body(&with("Content-Encoding: gzip", &gzip)), b"herons");
        assert_eq!(body(&with("Content-Encoding: gzip", b"herons")), b"herons");
        assert_eq!(body(b"HTTP/1.0 200 OK\nA: b\n\nherons"), b"herons");
        assert!(PagePayload::of_answer(b"HTTP/1.0 302 \r\n\r\n").is_err());
        assert!(PagePayload::of_answer(b"").is_err());
    }

    #[test]
    fn a_small_body_does_not_become_a_large_one() {
        let bomb = zstd::bulk::compress(&vec![0; (DECODED_BYTES_MAX + 1) as usize], 1).unwrap();
        assert_eq!(decompressed(&bomb, "zstd").unwrap().len() as u64, DECODED_BYTES_MAX);
    }
}
