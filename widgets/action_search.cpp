#include "widgets/action_search.h"

#include <utility>

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>

#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kPlaceRole = Qt::UserRole;     ///< among the entries
constexpr int kTextRole = Qt::UserRole + 1;  ///< what is searched
constexpr int kHintRole = Qt::UserRole + 2;
constexpr int kPopupPx = 420;

/// The text, and quieter at the right what kind of thing it is.
class SearchDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->fillRect(option.rect, option.palette.color(chosen ? QPalette::Highlight : QPalette::Base));
        const QRect row = option.rect.adjusted(2 * kGridPx, 0, -2 * kGridPx, 0);
        const QString hint = index.data(kHintRole).toString();
        painter->setFont(option.font);
        painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, hint);
        const int room = row.width() - option.fontMetrics.horizontalAdvance(hint) - 3 * kGridPx;
        painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(
            row, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data(kTextRole).toString(), Qt::ElideMiddle, room));
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {kPopupPx, option.fontMetrics.height() + 2 * kGridPx};
    }
};

}  // namespace

ActionSearch::ActionSearch(QWidget* parent)
    : QLineEdit(parent), m_model(new QStandardItemModel(this)), m_completer(new QCompleter(m_model, this)) {
    setObjectName(QStringLiteral("actionSearch"));
    setPlaceholderText(tr("Search…"));
    setToolTip(tr("Find a command, tab, experiment, data set or run by its name (Ctrl+K)"));
    setAccessibleName(tr("Search commands and places"));
    setClearButtonEnabled(true);
    setMaximumWidth(220);
    setAcceptDrops(false);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCompletionRole(kTextRole);
    auto* popup = m_completer->popup();
    popup->setObjectName(QStringLiteral("actionSearchPopup"));
    popup->setItemDelegate(new SearchDelegate(popup));
    popup->setMinimumWidth(kPopupPx);
    setCompleter(m_completer);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, &ActionSearch::runAt);
    connect(this, &QLineEdit::returnPressed, this, [this, popup] {
        const auto picked = popup->isVisible() ? popup->currentIndex() : QModelIndex();
        if (picked.isValid())
            runAt(picked);
        else if (m_completer->completionCount() > 0 && !text().isEmpty())
            runAt(m_completer->currentIndex());
    });
}

void ActionSearch::setSource(std::function<std::vector<SearchEntry>()> source) {
    m_source = std::move(source);
    refill();
}

void ActionSearch::refill() {
    m_model->clear();
    m_entries = m_source ? m_source() : std::vector<SearchEntry>();
    for (std::size_t place = 0; place < m_entries.size(); ++place) {
        const auto& entry = m_entries[place];
        auto* item = new QStandardItem(QStringLiteral("%1   %2").arg(entry.text, entry.hint));
        item->setData(static_cast<qulonglong>(place), kPlaceRole);
        item->setData(entry.text, kTextRole);
        item->setData(entry.hint, kHintRole);
        item->setData(QStringLiteral("%1, %2").arg(entry.text, entry.hint), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
}

void ActionSearch::focusInEvent(QFocusEvent* event) {
    // What there is changes all the time.
    if (event->reason() != Qt::PopupFocusReason) refill();
    QLineEdit::focusInEvent(event);
}

void ActionSearch::runAt(const QModelIndex& index) {
    const auto place = index.data(kPlaceRole);
    if (!place.isValid() || place.toULongLong() >= m_entries.size() || std::exchange(m_running, true)) return;
    // The completer still writes into the line after this signal.
    QTimer::singleShot(0, this, [this, run = m_entries[place.toULongLong()].run] {
        m_running = false;
        clear();
        run();
    });
}

}  // namespace nescio
