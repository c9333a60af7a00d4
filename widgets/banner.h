// One sentence across the top of the window when something failed, with an optional way out. It never blocks:
// the rest of the window goes on working under it.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace nescio {

/// An inline message; hidden until there is something to say.   Thread: GUI.
class Banner : public QFrame {
    Q_OBJECT

  public:
    explicit Banner(QWidget* parent = nullptr);

    /// Shows a sentence and, where `remedy` is not empty, a button with that text.
    void showSentence(const QString& sentence, const QString& remedy = {});
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString remedy() const;

  Q_SIGNALS:
    void remedyRequested();
    void dismissed();

  private:
    void dismiss();

    QLabel* m_sentence;
    QPushButton* m_remedy;
};

}  // namespace nescio
