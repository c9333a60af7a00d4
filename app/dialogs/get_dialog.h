// "Get data": what the makers of data sets offer, under which licence, how large it is, and what is here
// already.
#pragma once

#include <vector>

#include <QDialog>

#include "datasets/download/offers.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace nescio {

/// Picks what to download; the download itself is shown by the status strip.   Thread: GUI.
class GetDialog : public QDialog {
    Q_OBJECT

  public:
    explicit GetDialog(std::vector<Offer> offers, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The id of an offer: a family, or one of its sets.
    void getRequested(const QString& id);

  private:
    void list();
    void addRow(QTreeWidgetItem* row, const Offer& offer);
    void explain();
    void commit();
    [[nodiscard]] const Offer* chosen() const;

    std::vector<Offer> m_offers;
    std::vector<const Offer*> m_rows;  ///< by the number that each row carries
    QTreeWidget* m_list;
    QLabel* m_facts;
    QPushButton* m_get = nullptr;
};

}  // namespace nescio
