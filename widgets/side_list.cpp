#include "widgets/side_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/theme.h"
#include "widgets/two_line_delegate.h"

namespace nescio {
namespace {

QLabel* makeHeading(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1);
    label->setFont(font);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QListView* makeView(QWidget* parent) {
    auto* view = new QListView(parent);
    view->setItemDelegate(new TwoLineDelegate(view));
    view->setFrameShape(QFrame::NoFrame);
    view->setMouseTracking(true);
    view->setUniformItemSizes(true);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    return view;
}

QString keyOf(const QModelIndex& index) {
    return index.data(kKeyRole).toString();
}

}  // namespace

SideList::SideList(const QString& heading, const QString& emptySentence, QWidget* parent)
    : QWidget(parent),
      m_view(makeView(this)),
      m_empty(new QLabel(emptySentence, this)),
      m_button(new QToolButton(this)) {
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, kGridPx);
    m_view->setAccessibleName(heading);
    m_button->setAutoRaise(true);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(2 * kGridPx, 2 * kGridPx, kGridPx, 0);
    top->addWidget(makeHeading(heading, this), 1);
    top->addWidget(m_button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(top);
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);

    connect(m_view, &QListView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT keyActivated(keyOf(index)); });
    connect(m_view, &QListView::customContextMenuRequested, this, [this](const QPoint& at) {
        const QModelIndex index = m_view->indexAt(at);
        if (index.isValid()) Q_EMIT menuRequested(keyOf(index), m_view->viewport()->mapToGlobal(at));
    });
}

void SideList::setModel(QAbstractItemModel* model) {
    m_view->setModel(model);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (m_marking || !current.isValid()) return;
                m_wantedKey = keyOf(current);
                Q_EMIT keyPicked(m_wantedKey);
            });
    watchEmptiness(model);
    updateEmptiness();
}

void SideList::watchEmptiness(QAbstractItemModel* model) {
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        updateEmptiness();
        setCurrentKey(m_wantedKey);  // a reset forgets the current row; the key does not
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, &SideList::updateEmptiness);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &SideList::updateEmptiness);
}

void SideList::updateEmptiness() {
    const bool empty = !m_view->model() || m_view->model()->rowCount() == 0;
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
    layout()->setAlignment(empty ? Qt::AlignTop : Qt::Alignment());
}

QString SideList::currentKey() const {
    return keyOf(m_view->currentIndex());
}

void SideList::setCurrentKey(const QString& key) {
    m_wantedKey = key;
    const QScopedValueRollback quiet(m_marking, true);
    const auto* model = m_view->model();
    for (int row = 0; model && row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (keyOf(index) != key) continue;
        m_view->setCurrentIndex(index);
        return;
    }
    m_view->setCurrentIndex({});
}

}  // namespace nescio
