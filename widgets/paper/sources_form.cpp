#include "widgets/paper/sources_form.h"

#include <algorithm>
#include <utility>

#include <QFormLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>

#include "widgets/control_names.h"
#include "widgets/spin_box.h"

namespace nescio {
namespace {

constexpr int kMostBeside = 6;

}  // namespace

SourcesForm::SourcesForm(QWidget* parent)
    : QWidget(parent),
      m_list(named(new QListWidget(this), "panelList", tr("Figures to put together; drag them into order"))),
      m_columns(named(new WholeBox(this), "panelColumns", tr("Panels side by side"))) {
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_columns->setRange(1, kMostBeside);
    auto* form = new QFormLayout(this);
    form->addRow(m_list);
    form->addRow(tr("Panels side by side"), m_columns);
    connect(m_list, &QListWidget::itemChanged, this, &SourcesForm::takeItem);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &SourcesForm::changed);
    connect(m_columns, &QSpinBox::valueChanged, this, &SourcesForm::changed);
}

void SourcesForm::show(const std::vector<FigureSource>& chosen, int columns,
                       std::vector<FigureOffer> others) {
    const QSignalBlocker quiet(this), quietList(m_list), quietColumns(m_columns);
    m_list->clear();
    m_entries.clear();
    for (const FigureSource& source : chosen) {
        m_entries.push_back({{source.title, {}}, source});
        add(source.title, true, m_list->count());
    }
    for (FigureOffer& offer : others) {
        const QString title = offer.title;
        m_entries.push_back({std::move(offer), std::nullopt});
        add(title, false, m_list->count());
    }
    m_columns->setValue(columns);
}

void SourcesForm::add(const QString& title, bool checked, int row) {
    auto* item = new QListWidgetItem(title);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                   Qt::ItemIsDragEnabled);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    item->setData(Qt::UserRole, static_cast<int>(m_entries.size()) - 1);
    m_list->insertItem(row, item);
}

/// Its panels in its place, all checked.
void SourcesForm::split(QListWidgetItem* item, const std::vector<FigureSource>& panels) {
    const QSignalBlocker quiet(m_list);
    const int row = m_list->row(item);
    delete m_list->takeItem(row);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        m_entries.push_back({{panels[i].title, {}}, panels[i]});
        add(panels[i].title, true, row + static_cast<int>(i));
    }
}

void SourcesForm::takeItem(QListWidgetItem* item) {
    Entry& entry = m_entries[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
    if (item->checkState() == Qt::Checked && !entry.made) {
        entry.made = entry.offer.make();
        if (const auto panels = panelsOf(*entry.made); panels.size() > 1) {
            split(item, panels);
            return Q_EMIT changed();
        }
    }
    keepOne(item);
}

void SourcesForm::keepOne(QListWidgetItem* item) {
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked) return Q_EMIT changed();
    const QSignalBlocker quiet(m_list);
    item->setCheckState(Qt::Checked);  // a figure of nothing cannot be printed
}

std::vector<FigureSource> SourcesForm::sources() const {
    std::vector<FigureSource> sources;
    for (int row = 0; row < m_list->count(); ++row) {
        const auto* item = m_list->item(row);
        if (item->checkState() != Qt::Checked) continue;
        const Entry& entry = m_entries[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
        sources.push_back(*entry.made);
    }
    return sources;
}

int SourcesForm::columns() const {
    return m_columns->value();
}

}  // namespace nescio
