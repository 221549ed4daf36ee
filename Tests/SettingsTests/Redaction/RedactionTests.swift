import Testing

@testable import Settings

@Suite struct RedactionTests {
    @Test(arguments: [
        ("postgres://u:pw@db/x", "postgres://u:<redacted>@db/x"),
        ("redis://:pw@host:6379/0", "redis://:<redacted>@host:6379/0"),
        ("amqp://u:p@ss@mq//", "amqp://u:<redacted>@mq//"),
        ("amqp://u:p:w@mq", "amqp://u:<redacted>@mq"),
        ("--broker=amqp://u:pw@mq --x", "--broker=amqp://u:<redacted>@mq --x"),
        ("sentinel://:a@h1:1;sentinel://:b@h2:2", "sentinel://:<redacted>@h1:1;sentinel://:<redacted>@h2:2"),
        ("http://h/ then redis://u:b@h", "http://h/ then redis://u:<redacted>@h"),
        ("a://u:one@h b://u:two@h c://u:three@h", "a://u:<redacted>@h b://u:<redacted>@h c://u:<redacted>@h"),
    ])
    func passwordsOfURLsAreReplaced(text: String, redacted: String) {
        #expect(text.withoutPasswords == redacted)
    }

    @Test(arguments: [
        ("DB_PASSWORD=hunter2 celery worker", "DB_PASSWORD=<redacted> celery worker"),
        ("A=1 API_TOKEN='two words' run", "A=1 API_TOKEN=<redacted> run"),
        (
            "cd x && SECRET_KEY=a\\ b run; PGPASSWORD=\"c d\" psql",
            "cd x && SECRET_KEY=<redacted> run; PGPASSWORD=<redacted> psql"
        ),
        ("sh -c 'DB_PASSWORD=x run'", "sh -c 'DB_PASSWORD=<redacted> run'"),
        ("SECRET_KEY= run", "SECRET_KEY= run"),
        ("--keyfile=/a --certfile=/b workers=2", "--keyfile=/a --certfile=/b workers=2"),
    ])
    func assignedSecretsAreReplaced(text: String, redacted: String) {
        #expect(text.redacted == redacted)
    }

    @Test(arguments: [
        "", "plain", "http://host/path", "http://user@host/", "http://host:8000/a@b", "http://host/?x=a:b@c",
        "unix:/run/a.sock", "user:pw@host", "://", "://@", "a://", "mysite.wsgi:application",
    ])
    func allElseIsLeftAlone(text: String) {
        #expect(text.withoutPasswords == text)
    }
}
