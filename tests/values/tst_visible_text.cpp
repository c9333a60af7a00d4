// What a terminal would obey is written out; all other text is what it was.

#include <QtTest>

#include "core/values/visible_text.h"
#include "tests/test_list.h"

using namespace nescio;

class TestVisibleText : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void plainTextIsLeftAlone() {
        for (const char* text :
             {"", "a table\n\tof two lines", "schöne “Bilder” ×28 · €\u00a0", "\U0001F600"})
            QCOMPARE(visibleText(text), std::string(text));
    }

    void whatATerminalObeysIsWrittenOut() {
        QCOMPARE(visibleText("\x1b[31mred\x1b[0m"), std::string("\\u001b[31mred\\u001b[0m"));
        QCOMPARE(visibleText("back\b\r\a\x7f"), std::string("back\\u0008\\u000d\\u0007\\u007f"));
        QCOMPARE(visibleText("\u009b31m"), std::string("\\u009b31m"));  // the one-character form of ESC [
        QCOMPARE(visibleText("a\u202egnp.exe"), std::string("a\\u202egnp.exe"));
        QCOMPARE(visibleText(std::string_view("a\0b", 3)), std::string("a\\u0000b"));
    }

    void bytesThatAreNoTextAreWrittenOut() {
        QCOMPARE(visibleText("caf\xe9.png"), std::string("caf\\xe9.png"));
        QCOMPARE(visibleText("\x9b"), std::string("\\x9b"));
        QCOMPARE(visibleText("\xe2\x82"), std::string("\\xe2\\x82"));                    // cut off
        QCOMPARE(visibleText("\xc0\xaf"), std::string("\\xc0\\xaf"));                    // an overlong slash
        QCOMPARE(visibleText("\xed\xa0\x80"), std::string("\\xed\\xa0\\x80"));           // a surrogate
        QCOMPARE(visibleText("\xf4\x90\x80\x80"), std::string("\\xf4\\x90\\x80\\x80"));  // above U+10FFFF
    }

    void lineEndsOfANameAreWrittenOut() {
        QCOMPARE(visibleText("a\nb\t", LineEnds::Escaped), std::string("a\\u000ab\t"));
    }
};

NESCIO_TEST(tst_visible_text, TestVisibleText)
#include "tst_visible_text.moc"
