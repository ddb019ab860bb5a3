"""Why a page was not stored: every reason with the line that a person reads."""

REASONS: dict[str, str] = {
    # reading
    "bad_record": "the record is broken: its bytes do not follow its format",
    "bad_json": "the line is not a JSON object",
    "no_body": "the record has neither html nor text",
    "truncated_object": "the object ends in the middle of a record",
    "unreadable_object": "the object cannot be read as its name says",
    "not_html": "the response is not a web page",
    "http_status": "the server answered with an error or a redirect",
    "revisit": "the record only points to an earlier copy of the page",
    "bad_field": "a field of the record cannot be used",
    # guard
    "too_large": "the page is larger than the limit",
    "timeout": "the page took more CPU time than the limit",
    "out_of_memory": "the page took more memory than the limit",
    "crash": "the page killed the process that worked on it",
    "error": "the page made a step fail; see detail",
    # cleaning
    "empty": "the page has no bytes or only white space, or the object no record",
    "not_a_page": "the bytes are no text: binary data under a page's name",
    "undecodable": "the bytes fit no character set",
    "too_deep": "the page nests deeper than parsers can follow",
    "no_article": "the page has no article: an index, a section front, a script-only page",
    "all_boilerplate": "every block of the page is boilerplate",
}
