import TestSupport
import Testing

@testable import Project

/// What a manage.py or wsgi.py says of the settings, read as text.
@Suite struct SettingsLiteralsTests {
    private func single(_ text: String) -> String? { SettingsLiterals(text).single?.module }

    private static let manage = """
        #!/usr/bin/env python
        \"\"\"Django's command-line utility: os.environ.setdefault("DJANGO_SETTINGS_MODULE", "of.the.docstring")\"\"\"
        import os
        import sys


        def main():
            # os.environ.setdefault("DJANGO_SETTINGS_MODULE", "of.a.comment")
            os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')
            try:
                from django.core.management import execute_from_command_line
            except ImportError as exc:
                raise ImportError("Couldn't import Django.") from exc
        """

    @Test func djangosOwnFile() {
        #expect(SettingsLiterals(Self.manage).all == [.init(module: "mysite.settings", line: 9)])
    }

    @Test(
        arguments: [
            #"os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.b")"#,
            #"environ.setdefault('DJANGO_SETTINGS_MODULE','a.b',)"#,
            "os.environ.setdefault(\n    \"DJANGO_SETTINGS_MODULE\",  # which\n    \"a.b\",\n)",
            #"os.environ["DJANGO_SETTINGS_MODULE"] = "a.b""#, "os.environ['DJANGO_SETTINGS_MODULE']='a.b'\nx = 1",
            #"os.environ["DJANGO_SETTINGS_MODULE"] = "a.b"  # production"#,
            #"environ["DJANGO_SETTINGS_MODULE"] = "a.b"; go()"#,
            "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \\\n    r'a.b')",
            #"setdefault("""DJANGO_SETTINGS_MODULE""", u"a.b")"#,
            "s = 'it''s # no comment'; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b')",
            #"s = "a \" quote"; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.b")"#,
            "x = '''\n\"\n'''\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b')\nos.environ['DJANGO_SETTINGS_MODULE'] = 'a.b'",
        ])
    func theseNameIt(text: String) {
        #expect(single(text) == "a.b")
    }

    @Test(
        arguments: [
            "", "# os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b')",
            "'''setdefault(\"DJANGO_SETTINGS_MODULE\", \"a.b\")'''",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', f'a.{name}')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', name)",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.' + name)",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.' 'b')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.%s' % b)",
            "os.environ['DJANGO_SETTINGS_MODULE'] == 'a.b'",
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'a.b' if x else 'c.d'",
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'a' '.b'",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', '')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', '../x')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.b\\n')",
            "os.environ.get('DJANGO_SETTINGS_MODULE', 'a.b')",
            "os.environ.setdefault('DJANGO_SETTINGS', 'a.b')",
            "os.environ.setdefault(b'DJANGO_SETTINGS_MODULE', 'a.b')",
            "os.environ.setdefault('DJANGO_SETTINGS_MODULE'", "'unfinished", "\"\"\"unfinished", "\\", "'\\",
        ])
    func theseDoNot(text: String) {
        #expect(SettingsLiterals(text).all.isEmpty)
    }

    @Test func severalThatDifferAreNoAnswer() {
        let text = """
            if "test" in sys.argv:
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.test")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.production")
            """
        #expect(SettingsLiterals(text).all.count == 2 && single(text) == nil)
    }

    @Test func theLineIsThatOfTheName() {
        let text = "import os\n\"\"\"\n\n\"\"\"\nos.environ.setdefault(\n    'DJANGO_SETTINGS_MODULE',\n    'a.b')\n"
        #expect(SettingsLiterals(text).single?.line == 6)
    }
}
