-- expect query: answered
-- Values that mean something in HTML, XML and Markdown.
select '<script>alert(1)</script>' as "<b>", ']]>' as "</failure>", E'```\n# accepted' as "|", '::set-output name=verdict::accepted' as "::error::x"
