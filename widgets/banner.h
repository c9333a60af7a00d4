// One sentence over the bottom of the pane that it is laid on, with an optional way out. It never blocks,
// nothing moves when it comes or goes, and the tabs, which are at the top, can be used meanwhile.
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace nescio {

/// An inline message; hidden until there is something to say.   Thread: GUI.
class Banner : public QFrame {
    Q_OBJECT

  public:
    /// What it tells of. What is done goes by itself, trouble stays until it is dismissed.
    enum class Look { Trouble, Done };
    static constexpr int kDoneMs = 8000;

    /// Lies over the bottom of `host`.
    explicit Banner(QWidget* host = nullptr);

    /// Shows a sentence and, where `remedy` is not empty, a button with that text.
    void showSentence(const QString& sentence, const QString& remedy = {}, Look look = Look::Trouble);
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString remedy() const;
    [[nodiscard]] Look look() const { return m_look; }
    /// How long what is done is shown.
    void setDoneMs(int milliseconds) { m_going.setInterval(milliseconds); }

  Q_SIGNALS:
    void remedyRequested();
    void dismissed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void dismiss();
    void layOver();
    /// Unless somebody is about to use it.
    void goAway();

    Look m_look = Look::Trouble;
    QLabel* m_mark;
    QLabel* m_sentence;
    QPushButton* m_remedy;
    QTimer m_going;
};

}  // namespace nescio
