#include "app/pages/likelihoods/likelihoods_page.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "widgets/plots/histogram_plot.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QComboBox* makeBox(const char* name, const QString& hint, const QStringList& items, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setToolTip(hint);
    box->setAccessibleName(hint);
    box->addItems(items);
    return box;
}

QHBoxLayout* makeRow() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    return row;
}

}  // namespace

LikelihoodsPage::LikelihoodsPage(QWidget* parent)
    : QWidget(parent),
      m_quantity(makeBox("quantityBox", tr("What the horizontal axis shows"),
                         {tr("bits/dim"), tr("log-likelihood (nats)")}, this)),
      m_sets(makeBox("stripSetBox", tr("The set whose images are shown"), {}, this)),
      m_order(makeBox("stripOrderBox", tr("Order of the images"),
                      {tr("as stored"), tr("most likely first"), tr("least likely first")}, this)),
      m_plot(new HistogramPlot(this)),
      m_strip(new ImageStrip(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)) {
    m_strip->setObjectName(QStringLiteral("imageStrip"));
    m_strip->setToolTip(tr("Pick an image to inspect it"));
    m_sets->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_splitter->setObjectName(QStringLiteral("likelihoodsSplitter"));
    m_splitter->addWidget(makePlotPane());
    m_splitter->addWidget(makeStripPane());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({520, 130});
    m_splitter->setCollapsible(0, false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);

    connect(m_quantity, &QComboBox::currentIndexChanged, this, &LikelihoodsPage::quantityPicked);
    connect(m_order, &QComboBox::currentIndexChanged, this, &LikelihoodsPage::stripOrderPicked);
    connect(m_sets, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT stripSetPicked(m_sets->currentData().toString()); });
}

QWidget* LikelihoodsPage::makePlotPane() {
    auto* pane = new QWidget(this);
    auto* row = makeRow();
    row->addStretch(1);
    row->addWidget(new QLabel(tr("Axis"), pane));
    row->addWidget(m_quantity);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_plot, 1);
    return pane;
}

QWidget* LikelihoodsPage::makeStripPane() {
    auto* pane = new QWidget(this);
    auto* row = makeRow();
    row->addWidget(new QLabel(tr("Images of"), pane));
    row->addWidget(m_sets);
    row->addWidget(m_order);
    row->addStretch(1);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(row);
    column->addWidget(m_strip, 1);
    pane->setMinimumHeight(104);
    return pane;
}

void LikelihoodsPage::setStripChoices(const std::vector<Choice>& choices) {
    if (choices == m_choices) return;
    const QString kept = m_sets->currentData().toString();
    {
        const QSignalBlocker quiet(m_sets);
        m_choices = choices;
        m_sets->clear();
        for (const auto& choice : choices) m_sets->addItem(choice.title, choice.id);
        m_sets->setCurrentIndex(std::max(0, m_sets->findData(kept)));
    }
    if (m_sets->currentData().toString() != kept) Q_EMIT stripSetPicked(m_sets->currentData().toString());
}

void LikelihoodsPage::pickStripSet(const QString& id) {
    if (const int at = m_sets->findData(id); at >= 0) m_sets->setCurrentIndex(at);
}

}  // namespace nescio
