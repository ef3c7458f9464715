window.YTD.direct_message_headers.part0 = [ {
  "dmConversation" : {
    "conversationId" : "11-22",
    "messages" : [ { "messageCreate" : { "id" : "3", "senderId" : "22", "recipientId" : "11", "createdAt" : "2025-02-28T09:06:10.123Z" } } ]
  }
} ]
