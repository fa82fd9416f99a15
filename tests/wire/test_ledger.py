from bot.wire.ledger import Ledger


def test_numbers_that_begin_anew_after_a_silence_are_new():
    ledger = Ledger()
    assert ledger.take(900)
    ledger.finish(900)
    assert ledger.ask() == 901
    ledger.answered(901)
    assert ledger.take(5)
    assert ledger.ask() == 5
    ledger.finish(5)
    assert ledger.ask() == 6
