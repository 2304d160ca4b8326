import type { IntentWords } from './intents-kind.ts';

export const PORTUGUESE: IntentWords = {
  tongue: 'o a os as que de e um uma com por para não meu minha do da em',
  lists: {
    not: 'não nao nunca nem sem ninguém nada jamais nenhum nenhuma n ñ',
    work: 'funcion* cheg* receb* respond* resposta abre abrir carreg* conect* entra entrar acess* consigo conseguimos consegue conseguiu posso podemos pode liga ligar atend* resolv* solucion* entreg* envi* devolv* reembols* atualiz* instal* baix* aparec* reconhec* aceit* ajud* veio vem serve trabalha anda dá deu',
    good: 'bom boa bem feliz contente satisfeito satisfeita justo normal aceitável recomend* útil engraçado legal',
    thing: 'pedido* encomenda* pacote* produto* compra* carta mala* bagagem dinheiro código cartão entrega*',
    time: 'hora* dia* semana* mês mes meses ano* minuto*',
  },
  trouble: [
    'quebrad*|quebrou|defeit*|avari*|estragad*|estragou|golpe*|fraude|péssim*|reclam*|decep*|dececion*|decepcion*|vergonh*|horrível|horrivel|horríveis|terrível|terrivel|lixo|merda|bosta|porcaria|absurd*|ridícul*|palhaçada|palhaç*|inadmiss*|inaceit*|lament*|indign*|revoltad*|revolt*|ladrões|ladrao|ladrão|roub*|enganad*|enganação|enganaç*|mentir*|mentindo|mentem|incompet*|desrespeito*|descaso|desorganiz*|mal educad*|ruim|ruins|pior|piores|mau|má|lento|lenta|lentidão|caro|caríssim*|burla|aldrab*|trapac*|nojo|nojent*|desastre|caos',
    'problema*|travou|travando|travado|travada|trava toda|muito mal|mal atendid*|erro|erros|bug|caiu|caindo|cai toda|fora do ar|atras*|demora*|perdid*|perderam|sumiu|faltando|falta|faltou|bloque*|suspens*|cancelaram|cancelado .. voo|vaza|vazamento|vazando|pinga|rachad*|danificad*|amassad*|suj*|vencid*|podre|ignor*|cansad* de|fart*|odeio|odiei|chatead*|irritad*|raiva|puto|puta|inútil|inúteis|cobraram .. vezes|cobrança indevida|indevid*|desligam|desligaram|jogado fora|jogad* fora|deitado fora|desperd*|pqp|bizarro|nunca mais|insatisf*|fecha sozinh*|desonest*|abus*|inveros*',
  ],
  failing: [
    '$not ... $work|sem internet|sem sinal|sem luz|sem água|sem rede|sem conexão|sem ligação|sem resposta|sem solução|sem .. avis*|ninguém .. responde|ninguém .. atende|ninguém .. resolve|nenhuma resposta|parou .. funcion*|deixou .. funcion*|vazi*|incomplet*|veio .. quebrad*|chegou .. quebrad*|veio .. errad*|errad*',
  ],
  lacking: ['não tem|não me|não dá|em vez de|ao invés|impossível|impossivel'],
  waiting: [
    'ainda|até agora|até hoje|continua sem|continuo sem|de novo|novamente|outra vez|mais uma vez|esper*|aguard*|há .. $time|faz .. $time|desde ontem|desde .. $time|desde segunda|desde terça|desde quarta|desde quinta|desde sexta|ao fim de|depois de .. $time|quanto tempo|quantas vezes|toda vez|toda hora|todo dia|todos os dias|sempre .. mesm*|mesma coisa|terceira vez|segunda vez|enésima|ninguém|três e|protocolo|finalmente',
  ],
  asking: [
    'como|onde|cadê|quando|por que|porque|porquê|por quê|quem|qual|quais|que|quanto|quantos|alguém|posso|pode|tem|têm|vocês|aceita|aceitam|vende|vendem|é possível|existe|há|a que|o que|dá pra|dá para|será|sabem',
  ],
  wondering: [
    'alguém sabe|sabem se|queria saber|gostaria de saber|quero saber|uma dúvida|dúvida|duvida|uma pergunta|pergunta|que horas|a que horas|como faço|como posso|como se|como é que|onde está|onde fica|onde posso|cadê|quando chega|quando vai|quando vão|por que o|por que a|por que não|porque é que|quanto custa|quanto tempo|é possível|tem como|dá pra|podem dizer|pode me dizer|o que faço|o que eu faço|me explica*|informação sobre|informações',
  ],
  wanting: [
    'por favor|pf|pfv|pfvr|preciso|precisamos|quero|queremos|queria|gostaria|gostaríamos|podem|pode .. ajudar|poderiam|poderia|você pode|vocês podem|me ajud*|resolvam|resolva|arrumem|arranjem|consertem|corrijam|devolvam|reembolsem|cancelem|cancelar|enviem|mandem|mandar|liguem|retornem|entrem em contato|respondam|troquem|trocar|desbloqueiem|exijo|exigimos|solicito|solicitar|peço|pedimos|encerrar|urgente|verifiquem|façam|reservar|providenciem|tirem|removam',
  ],
  calling: ['ajuda|ajudar|ajudem|ajude|socorro|me ajuda|suporte por favor|não sei o que fazer|o que faço|auxílio'],
  praise: [
    'adoro|adorei|adoramos|amo|amei|amamos|excelent*|ótimo|ótima|otimo|otima|maravilhos*|fantástic*|incrível|perfeit*|melhor|melhores|parabéns|parabens|recomendo|recomendad*|satisfeit*|feliz|felizes|contente|gentil|gentis|atencios*|simpátic*|educad*|eficient*|rápid* e|rapidez|impecável|delicios*|gostos*|top|nota 10|nota dez|sensacional|espetacular|bom trabalho|bom atendimento|ótimo atendimento|muito bom|muito boa|profissional*|nota mil|apaixonad*|cinco estrelas|brutal|espetáculo',
  ],
  thanks: ['obrigad*|obg|brigad*|agradeço|agradec*|grata|grato|valeu|vlw|gratidão'],
  mishap: ['esqueci|esquecido|perdi meu|perdi o|sem querer|por engano|minha culpa|não lembro'],
  leaving: [
    'nunca mais|mudar de operadora|mudo de operadora|mudando de operadora|mudar de banco|trocar de operadora|trocar de banco|trocar de empresa|troco de|mudar de empresa|outra operadora|outro fornecedor|outra empresa|outro banco|concorrência|concorrencia|concorrente*|encerrar .. conta|encerro .. conta|fechar .. conta|cancelar minha conta|cancelar .. contrato|cancelei .. assinatura|cancelar meu plano|cancelei meu|cancelando .. plano|cancelando .. assinatura|excluir minha conta|apagar minha conta|portabilidade|última vez|ultima vez|última compra|perderam um cliente|perderam uma cliente|perder um cliente|um cliente a menos|menos um cliente|vou embora|tô fora|estou fora|adeus|boicot*|não compro mais|não comprem|não volto|rescindir|não renov*',
  ],
  spoilt: [
    '$not .. $good|não recomendo|não .. recomend*|não obrigad*|obrigad* por nada|parabéns pela péssim*|parabéns pelo péssim*|parabéns pela falta|parabéns por .. perder|parabéns pelo descaso|nada bom|nada boa|não .. satisf*|não é normal|nada satisf*|belo serviço|lindo serviço|não .. feliz',
  ],
  ahead: [
    'desde já agradeço|desde já obrigad*|obrigad* desde já|agradeço desde já|agradecia|agradeceria|aguardo .. obrigad*|agradeço antecipad*|obrigad* pela atenção|atenciosamente|cumprimentos|antecipadamente|fico grat*',
  ],
  requests: {
    refund: [
      'reembols*|dinheiro de volta|meu dinheiro|nosso dinheiro|devolv* .. dinheiro|devolução .. dinheiro|estorn*|ressarc*|indeniz*|indemniz*|restitu*',
    ],
    cancel: [
      'cancelar|cancelem|cancelamento|cancela .. pedido|cancela .. assinatura|encerrar .. conta|fechar .. conta|excluir .. conta|apagar .. conta|rescindir|desistir da|anular|desativar .. conta',
    ],
    delivery: [
      'não cheg*|ainda não .. cheg*|não .. cheg*|não receb*|não .. receb*|nunca cheg*|entreg*|entrega|encomenda*|pacote*|correios|transportadora|rastre*|rastreio|envio|frete|cadê .. $thing|onde está .. $thing|quando chega|bagagem|mala|malas|aguardando .. $thing|esperando .. $thing|estafeta',
    ],
    access: [
      'senha|palavra passe|password|login|logar|entrar na minha|entrar no meu|acessar|aceder|acesso|conta .. bloquead*|bloquearam .. conta|conta .. suspens*|conta .. hackead*|hackead*|hackearam|invadid*|invadiram|recuperar .. conta|recuperar minha|código de verificação|codigo de verificacao|desbloque*|verificar .. conta|usuário|alterar .. email|trocar .. email',
    ],
    bug: [
      'erro|erros|bug|bugs|bugado|bugou|não funcion*|não abre|não carrega|não conecta|não atualiza|caiu|fora do ar|fecha sozinh*|fechando sozinh*|app .. não|aplicativo .. não|site .. não|página .. não|sem internet|sem sinal|sem conexão|sem rede|atualização|atualizei|servidor*|tela preta|tela branca|ecrã preto|desconect*|queda*',
    ],
    booking: [
      'reservar|reserva|reservas|agendar|agendamento|marcar .. consulta|uma mesa|mesa para|um quarto|remarcar|alterar .. voo|mudar .. voo|alterar .. data|assento|conexão perdida|marcação|marcar hora',
    ],
    billing: [
      'cobr*|cobran*|cobraram|fatura*|boleto*|taxa|taxas|débito|debitaram|debitad*|descontaram|descontad*|recibo|nota fiscal|valor .. errado|pago .. duas|paguei .. duas|duas vezes|tarifa*|conta de luz|mensalidade',
    ],
    exchange: [
      'trocar .. produto|troca .. produto|troca|substitu*|reparar|reparação|conserto|consertar|garantia|peça|peças|um novo|uma nova|novo .. meu|nova .. minha|devolver .. produto|tamanho errado|produto errado|veio .. errad*|veio .. quebrad*|veio rachad*|chegou .. quebrad*|chegou .. danificad*|veio com defeito',
    ],
  },
};
