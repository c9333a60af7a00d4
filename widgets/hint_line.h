// One quiet line that names what to look at next, with a link each; it goes when it is dismissed.
#pragma once

#include <vector>

#include <QFrame>

class QLabel;

namespace nescio {

/// What a hint proposes.
struct HintLink {
    QString id;     ///< handed back when it is followed
    QString words;  ///< "Split into density and volume"
};

/// Hidden until there is something to propose.   Thread: GUI.
class HintLine : public QFrame {
    Q_OBJECT

  public:
    explicit HintLine(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const QString& beginning, const std::vector<HintLink>& links);

  Q_SIGNALS:
    void followed(const QString& id);
    void dismissed();

  private:
    QLabel* m_words;
};

}  // namespace nescio
